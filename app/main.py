"""The page itself. Started by `make run`."""

import streamlit as st

from app.page_chat import draw
from app.page_widgets import ICON

st.set_page_config(page_icon=str(ICON))
draw()
