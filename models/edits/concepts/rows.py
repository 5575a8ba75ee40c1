"""Which rows of which texts an edit is about: tokens' embeddings, aligned at the last word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from models.document.concept import ConceptEdit, Pair, TokenScope
from models.edits.concepts.contexts import said_otherwise
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.diffusion.text import Read

TOGETHER = 64  # pairs whose texts are held at once
ALIKE = 1e-3  # of its length: what rounding makes of one text read twice


@dataclass(frozen=True)
class Rows:
    """The same tokens of a source and of what it is to become a mixture of.

    source: float64 [k, d]. others: [m, k, d], the target, or the attributes of "debias". mixture: [m + 1], how much of
    each (the source's own share first) the new meaning is.
    """

    source: Tensor
    others: Tensor
    mixture: Tensor

    @property
    def move(self) -> Tensor:
        """New meaning less old, [k, d]."""
        all_ = torch.cat([self.source[None], self.others])
        return torch.einsum("m,mkd->kd", self.mixture, all_) - self.source


def edited_rows(generator: DiffusionGenerator, edit: ConceptEdit) -> Iterator[Rows]:
    """Pair by pair; only a block of texts is held. Raises UnlitError for a text that is too long."""
    shares = [share.share for share in edit.shares] if edit.kind == "debias" else [1.0]
    mixture = torch.tensor([float(edit.kind == "debias"), *shares], dtype=torch.float64)
    meant = [(pair.source, *_others(pair, edit)) for pair in edit.meant()]
    for start in range(0, len(meant), TOGETHER):
        block = meant[start : start + TOGETHER]
        texts = dict.fromkeys(text for together in block for text in together)
        reads = dict(zip(texts, generator.read(list(texts)), strict=True))
        for together in block:
            source, *others = aligned([reads[text] for text in together], edit.tokens)
            yield Rows(source, torch.stack(others), mixture)


def _others(pair: Pair, edit: ConceptEdit) -> list[str]:
    """What a source becomes a mixture of: its target, or the attributes, said in the sentence where it is one."""
    if edit.kind != "debias":
        return [pair.target]
    said = [said_otherwise(pair.source, Pair(pair.target, share.text)) for share in edit.shares]
    return [share.text if text is None else text for share, text in zip(edit.shares, said, strict=True)]


def preserved_rows(generator: DiffusionGenerator, edit: ConceptEdit) -> Iterator[Tensor]:
    """Float64 [k, d] a preserved text."""
    for read in generator.read(edit.preserve):
        yield read.rows.double() if edit.preserve_tokens == "all" else aligned([read], edit.preserve_tokens)[0]


def aligned(reads: Sequence[Read], scope: TokenScope) -> list[Tensor]:
    """The scope's tokens of texts, float64 [k, d] each, the last words side by side and the ends cut to equal length.

    "all" goes back from the last words to where the texts part, as far as every text has words, and has in front of
    that what they begin with alike; not the very first token: that is no word.
    """
    farthest = max(read.last for read in reads)
    alike = _alike(reads) if scope == "all" else 0
    back = min(max(0, read.last - alike) for read in reads) if scope == "all" else 0
    found: list[Tensor] = []
    for rows, last in reads:
        ends = {"last": last + 1, "last+end": last + 2}
        tail = rows[last - back : ends.get(scope, len(rows) - (farthest - last))]
        found.append(torch.cat([rows[1 : min(alike, last - back)], tail]).double())
    return found


def _alike(reads: Sequence[Read]) -> int:
    """How many tokens the texts begin with alike, 1 at least: an encoder reads words by those before them."""
    shortest = min(read.last for read in reads)
    first = reads[0].rows[: shortest + 1]
    far = torch.stack([torch.linalg.norm(read.rows[: shortest + 1] - first, dim=1) for read in reads]).amax(0)
    differing = (far > ALIKE * torch.linalg.norm(first, dim=1)).nonzero()
    return max(1, int(differing[0])) if len(differing) else shortest + 1
