"""Article: the founding article claim by claim, what it attributes to whom, and what the sources say."""

import streamlit as st

from components import shell
from components.panels.article_check import article_check
from pactline.wording import text

view = shell.view()

st.title(text("article.title"), anchor=False)
article_check(view)
