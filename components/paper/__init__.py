"""Sheets of paper: Typst templates that draw plain values, and the press that makes PDFs of them."""
