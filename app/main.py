"""The page itself. Started by `make run`."""

import streamlit as st

from app.page_chat import draw

st.set_page_config(page_title="Regionsvar", page_icon=":material/travel_explore:", layout="wide")
draw()
