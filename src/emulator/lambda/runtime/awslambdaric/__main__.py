"""As AWS's own package is entered: a stack shows it."""

from . import bootstrap
from .places import LINES, show_as


@show_as("__main__.py", LINES.main, "bootstrap.run(args[1])", LINES.main_text)
def main(args):
    bootstrap.run(args[1])
