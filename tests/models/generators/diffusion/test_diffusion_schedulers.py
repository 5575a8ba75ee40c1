"""Samplers made from a pipeline's own noise schedule, and the numbers of steps they take."""

from __future__ import annotations

import diffusers
import pytest

from models.document.errors import UnlitError
from models.generators.diffusion.schedulers import SCHEDULERS, made_scheduler
from tests.support.sentences import assert_good_sentence

OWN = diffusers.DDIMScheduler(steps_offset=1, set_alpha_to_one=False, clip_sample=False)


@pytest.mark.parametrize("name", SCHEDULERS)
@pytest.mark.parametrize("steps", [1, 7])
def test_every_sampler_stays_within_the_schedule(name, steps):
    scheduler = made_scheduler(name, OWN, steps, "cpu")
    assert len(scheduler.timesteps) >= steps
    assert 0 <= float(scheduler.timesteps.min()) <= float(scheduler.timesteps.max()) < 1000


def test_more_steps_than_the_schedule_has_with_its_offset_are_refused():
    with pytest.raises(UnlitError, match="cannot take 1000 steps") as error:
        made_scheduler("", OWN, 1000, "cpu")
    assert_good_sentence(error.value)


def test_an_unknown_name_is_refused():
    with pytest.raises(UnlitError, match="no scheduler named") as error:
        made_scheduler("magic", OWN, 10, "cpu")
    assert_good_sentence(error.value)
