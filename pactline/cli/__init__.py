"""The command line: the top layer, which may import everything, the app's own packages too."""

from pactline.home import lead_to_app

lead_to_app()
