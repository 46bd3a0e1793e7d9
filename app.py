"""Pactline's composition root.

This one file is read twice over: the server imports it once and gives out ``app``; for each reader Streamlit runs it
as its script, in which the shell draws masthead and filters, then the page that the URL names.
"""

if __name__ == "__main__":
    from components.shell import run
    from components.shell.filters import filter_panel
    from components.shell.router import router
    from components.stage.component import stage

    run.run(router=router, filters=filter_panel, stage=stage)
else:
    import streamlit as st
    from starlette.middleware import Middleware

    from components.shell.door import Door, apologise, pages

    door = Middleware(Door, pages=pages(), base=st.get_option("server.baseUrlPath") or "")
    app = st.App(__file__, middleware=[door], on_script_error=apologise)
