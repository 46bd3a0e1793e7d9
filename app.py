"""Pactline's composition root.

This one file is read twice over: the server imports it once and gives out ``app``; for each reader Streamlit runs it
as its script, in which the shell draws masthead and filters, then the page that the URL names.
"""

if __name__ == "__main__":
    from components.drawer.component import drawer
    from components.shell.every_page import run_page
    from components.shell.filters import filter_panel
    from components.shell.router import router
    from components.stage.component import stage

    run_page(router=router, filters=filter_panel, drawer=drawer, stage=stage)
else:
    import streamlit as st

    from components.shell.asgi import options

    app = st.App(__file__, **options())
