"""An inspection as a value."""

from __future__ import annotations

from models.document.generator_info import Fingerprint
from models.document.inspection import GAINS, SHIFTS, Inspection, InspectRequest, effects, scenes_like
from models.document.recipe import Change
from models.document.scene import Prompt, Scene, Toward
from models.document.units import UnitId


def test_scenes_like_one_differ_in_their_seeds_alone():
    scene = Scene(9, psi=0.6, noise="none", class_index=2, toward=Toward(4))
    assert scenes_like(scene, 2) == tuple(Scene(seed, 0.6, "none", 2) for seed in (0, 1))
    prompted = Scene(9, prompt=Prompt("a lamp"))
    assert scenes_like(prompted, 3)[2] == Scene(2, prompt=Prompt("a lamp"))


def test_styles_are_shifted_and_units_of_diffusion_turned_up_and_down():
    assert effects("conv") == tuple(Change(1.0, shift) for shift in SHIFTS)
    for kind in ("feed-forward", "conv2", "self-attention", "cross-attention"):
        assert effects(kind) == tuple(Change(gain, 0.0) for gain in GAINS)
    for kind in ("torgb", "conv2"):
        assert Change(1.0, 0.0) in effects(kind), "as generated is among them"


def test_the_mean_is_that_of_the_values():
    request = InspectRequest(UnitId("b4.conv1", 0), Scene())
    assert Inspection(Fingerprint("0", "x"), request, (1.0, 2.0, 6.0), 0.0, 1.0, (), ()).mean == 3.0


def test_a_value_is_known_in_the_scenes_that_were_looked_at():
    own = Scene(9, psi=0.6, toward=Toward(4))
    found = Inspection(
        Fingerprint("0", "x"), InspectRequest(UnitId("b4.conv1", 0), own), (1.0, 2.0, 6.0), 4.0, 1.0, (), ()
    )
    assert found.value_in(own) == 4.0
    assert [found.value_in(scene) for scene in scenes_like(own, 4)] == [1.0, 2.0, 6.0, None]
    assert found.value_in(Scene(1, psi=0.7)) is None
    assert found.value_in(Scene(1, psi=0.6, toward=Toward(4))) is None
