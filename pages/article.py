"""Article: the founding article claim by claim, what it attributes to whom, and what the sources say."""

import streamlit as st

from components.article.panel import article_check
from components.shell import run
from pactline.wording import text

view = run.view()

st.title(text("article.title"), anchor=False)
article_check(view)
