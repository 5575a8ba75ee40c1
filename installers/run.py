"""The two commands of the README.

    python3 installers/run.py                 make a private environment in .venv and open the studio
    python3 installers/run.py --test [ARGS]   the same with the development tools, then run the checks and the tests
    python3 installers/run.py COMMAND ...     hand any other arguments to `unlit`

This file, interpreter.py and console.py stay readable for Python 3.6, so that an old `python3` can hand over to a newer
one, or say in a sentence what is missing. Everything else is imported only once a good Python runs.
"""

import sys

import interpreter


def main(arguments: list) -> int:
    """Runs Unlit, or finds a Python that can; returns the exit code."""
    if not interpreter.suits(sys.version_info):
        return interpreter.hand_over([__file__, *arguments])
    from launch import launch

    return launch(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
