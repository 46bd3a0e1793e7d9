"""Charts to be taken away: each as SVG and PNG, with what must be said around it."""
