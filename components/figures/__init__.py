"""Pure figure builders: tables in, Plotly figures out."""
