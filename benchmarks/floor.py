"""The floor: a Streamlit app with one Plotly chart and one box to tick, with Streamlit's own settings.

``python -m benchmarks.floor run --port 8600`` serves it; run it from an empty folder, so that no config is read.
"""

import sys
from pathlib import Path

POINTS = 150


def page() -> None:
    """Draw the app."""
    import plotly.graph_objects as go  # noqa: PLC0415 - the server does not need it
    import streamlit as st  # noqa: PLC0415

    st.title("Floor")
    half = st.checkbox("Half")
    points = POINTS // 2 if half else POINTS
    days = [f"20{10 + n // 12:02}-{n % 12 + 1:02}-15" for n in range(points)]
    figure = go.Figure(go.Scatter(x=days, y=[n % 9 for n in range(points)], mode="markers"))
    figure.update_layout(dragmode="pan")
    st.plotly_chart(figure)


def serve(arguments: list[str]) -> None:
    """Start Streamlit; arguments as of ``pactline run``."""
    from streamlit import net_util  # noqa: PLC0415
    from streamlit.web import cli  # noqa: PLC0415

    net_util.get_external_ip = lambda: None  # its greeting would ask an outside host
    port = arguments[arguments.index("--port") + 1]
    options = ["--server.headless=true", "--server.address=127.0.0.1", f"--server.port={port}"]
    options.append("--browser.gatherUsageStats=false")
    cli.main(["run", str(Path(__file__).resolve()), *options], prog_name="streamlit", standalone_mode=False)


if __name__ == "__main__":
    if "run" in sys.argv:
        serve(sys.argv)
    else:
        page()
