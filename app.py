"""Pactline's composition root.

This one file is read twice over: the server imports it once and gives out ``app``; for each reader Streamlit runs it
as its script, in which the shell draws masthead and filters, then the page that the URL names.
"""

if __name__ == "__main__":
    from components import shell
    from components.panels.filters import filter_panel
    from components.panels.router import router
    from components.panels.stage import stage

    shell.run(router=router, filters=filter_panel, stage=stage)
else:
    import streamlit as st
    from starlette.middleware import Middleware

    from components.door import Door, apologise, pages

    door = Middleware(Door, pages=pages(), base=st.get_option("server.baseUrlPath") or "")
    app = st.App(__file__, middleware=[door], on_script_error=apologise)
