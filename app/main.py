"""The page itself. Started by `make run`."""

from app.page_chat import draw

draw()
