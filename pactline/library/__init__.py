"""What programs and notebooks use: ``import pactline``."""
