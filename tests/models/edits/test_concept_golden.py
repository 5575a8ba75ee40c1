"""The solve against matrices from UCE's own two programs, run on a tiny random Stable Diffusion (METHODS 2.6)."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from msgspec.structs import replace
from safetensors.torch import load_file

from models.document.concept import ConceptEdit, Pair, with_preset
from models.edits.concepts.joint import projections, solved_edits
from models.generators.diffusion.text import Read

GOLDEN = Path(__file__).parents[2] / "golden" / "uce"
INDEX = json.loads((GOLDEN / "index.json").read_text())


class Recorded(SimpleNamespace):
    """A generator of which only its texts and its projections are known."""

    __hash__ = object.__hash__

    def tensors(self):
        return {f"unet.{name}": tensor for name, tensor in load_file(GOLDEN / "pristine.safetensors").items()}

    def read(self, texts):
        for text in texts:
            number = list(self.texts["concepts"]).index(text)
            yield Read(torch.from_numpy(self.texts["full"][number]), int(self.texts["last_idx"][number]))


def edit_2025(argv):
    options = dict(zip(argv[::2], argv[1::2], strict=True))
    listed = {name: [text.strip() for text in value.split(";")] for name, value in options.items()}
    guide = options.get("--guide_concepts", "art" if options["--concept_type"] == "art" else "")
    edit = ConceptEdit(
        "a", "A", "erase", tuple(map(Pair, listed["--edit_concepts"])), guide=guide,
        preserve=tuple(listed.get("--preserve_concepts", ())),
    )  # fmt: skip
    return replace(with_preset(edit, "uce-2025"), ridge=float(options.get("--lamb", 0.5)))


def edit_2023(kwargs):
    pairs = tuple(map(Pair, kwargs["old_text_"], kwargs["new_text_"]))
    edit = with_preset(ConceptEdit("a", "A", "replace", pairs, preserve=tuple(kwargs["retain_text_"])), "uce-2023")
    return replace(
        edit, preserve_scale=kwargs["preserve_scale"], scale=kwargs["erase_scale"], ridge=kwargs["lamb"],
        technique=kwargs["technique"], sides="both" if kwargs.get("with_to_k", True) else "values",
    )  # fmt: skip


@pytest.mark.parametrize("name", INDEX)
def test_every_matrix_is_the_reference_program_s(name):
    entry = INDEX[name]
    edit = edit_2025(entry["argv"]) if "argv" in entry else edit_2023(entry["kwargs"])
    generator = Recorded(texts=dict(np.load(GOLDEN / f"{name}.embeds.npz")), device=torch.device("cpu"))
    wanted, sides = load_file(GOLDEN / f"{name}.safetensors"), solved_edits(generator, (edit,))
    changes = []
    for side in ("keys", "values"):
        for weight_name, weight in projections(generator, side).items():
            new = weight + (sides[side].delta(weight) if side in sides else 0)
            reference = wanted.pop(weight_name.removeprefix("unet.")).double()
            assert (new - reference).norm() <= 2e-4 * reference.norm()
            changes.append(float((new - weight).norm() / weight.norm()))
    assert not wanted
    assert len(changes) == entry["n_matrices"]
    assert np.mean(changes) == pytest.approx(entry["rel_change_mean"], abs=1e-4)
