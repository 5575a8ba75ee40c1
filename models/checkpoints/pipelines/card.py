"""What Unlit writes beside a pipeline's weights: who it is, and what it was made with."""

from __future__ import annotations

from typing import Any

import msgspec

from models.document.errors import UnlitError
from models.document.formats import decode, encode
from models.document.recipe import Recipe
from models.document.scene import Prompt

FORMAT = 1
METADATA = "unlit"


class Card(msgspec.Struct, omit_defaults=True):
    """In a folder the file unlit.json; in a single file the metadata "unlit".

    files: the small files of the folder that a single file would lack. recipe: as a recipe's own file. prompt: how the
    generator is asked best.
    """

    format: int
    architecture: str = "pipeline"
    name: str = ""
    description: str = ""
    license: str = ""
    prompt: Prompt | None = None
    files: dict[str, str] = {}
    recipe: dict[str, Any] | None = None

    def made_with(self, path: str) -> Recipe | None:
        """The recipe. Raises UnlitError when it cannot be read."""
        if self.recipe is None:
            return None
        try:
            return decode("recipe", msgspec.json.encode(self.recipe), Recipe)
        except UnlitError as error:
            raise UnlitError(f"“{path}” carries a recipe that cannot be read: {error.sentence}") from error


def card_for(
    name: str, description: str, license: str, prompt: Prompt | None, recipe: Recipe | None, files: dict[str, str]
) -> bytes:
    """The card as JSON."""
    made = None if recipe is None else msgspec.json.decode(encode("recipe", recipe))
    card = Card(FORMAT, "pipeline", name, description, license, prompt, files, made)
    return msgspec.json.format(msgspec.json.encode(card), indent=1)


def read_card(data: bytes | str, path: str) -> Card:
    """The card of the file or folder `path`. Raises UnlitError when it is damaged or of a newer version."""
    try:
        card = msgspec.json.decode(data, type=Card)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise UnlitError(f"“{path}” is damaged: its description cannot be read.", details=str(error)) from error
    if card.format > FORMAT:
        raise UnlitError(f"“{path}” was made with a newer version of Unlit; update Unlit to open it.")
    return card
