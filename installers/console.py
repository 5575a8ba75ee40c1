"""How the installer speaks: plain sentences on standard error. Readable for Python 3.6."""

import sys


class SetupError(Exception):
    """Nothing more can be done here; the message is the sentence to say."""


def say(sentence: str) -> None:
    """Prints one sentence at once, apart from a command's own output."""
    print(sentence, file=sys.stderr, flush=True)
