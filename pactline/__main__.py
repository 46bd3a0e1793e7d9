"""``python -m pactline``: the same as the command ``pactline``."""

from pactline.cli.main import main

if __name__ == "__main__":
    main(prog_name="pactline")
