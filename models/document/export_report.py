"""ExportReport: what was written, and how the re-opened file compares."""

from __future__ import annotations

import msgspec

from models.document.generator_info import Fingerprint


class ExportReport(msgspec.Struct, frozen=True):
    """The result of bake, write, re-open, compare.

    container: the file format's name. size: bytes. fingerprint: of the edited generator. changed: names of the tensors
    that differ from the base. largest_difference: max |preview - re-opened| over compared pictures, pictures being
    [0, 1]. compared: how many. changes_nothing: the recipe leaves the generator as it was. notes: sentences about what
    the file holds not at all, or not exactly.

    Of a file that only adds to the generator, fingerprint is that of the generator it adds to, and changed names the
    modules or tensors that are in it.
    """

    path: str
    container: str
    size: int
    fingerprint: Fingerprint
    changed: tuple[str, ...]
    largest_difference: float
    compared: int
    changes_nothing: bool
    notes: tuple[str, ...] = ()
