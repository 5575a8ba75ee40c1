"""Folders as diffusers itself saves them, in every form: they open, and draw what they draw there."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import torch

from models.checkpoints.opening import build_generator, read_checkpoint
from models.document.scene import Prompt, Scene
from tests.support.diffusion import SCHEDULE
from tests.support.generators import CPU
from tests.support.pipelines import write_tiny

KINDS = ("sd1", "sd2", "sdxl")
FORMS = {
    "as it is": {},
    "half precision beside nothing": {"variant": "fp16"},
    "in pieces": {"max_shard_size": "20KB"},
    "pickled": {"safe_serialization": False},
    "half precision in pickled pieces": {"variant": "fp16", "safe_serialization": False, "max_shard_size": "20KB"},
}
# How the distilled ones are published, and how they are asked when nobody says.
SCHEDULERS = {
    "turbo": ("EulerAncestralDiscreteScheduler", {"timestep_spacing": "trailing"}, Prompt(steps=4, guidance=1.0)),
    "lcm": ("LCMScheduler", {}, Prompt(steps=4, guidance=1.0)),
    "velocity": ("DDIMScheduler", {"prediction_type": "v_prediction"}, None),
    "zero terminal": (
        "DDIMScheduler",
        {"prediction_type": "v_prediction", "rescale_betas_zero_snr": True, "timestep_spacing": "trailing"},
        None,
    ),
}


@pytest.fixture(scope="module", params=KINDS)
def folder(request, tmp_path_factory):
    return write_tiny(tmp_path_factory.mktemp("pipelines") / "tiny", request.param)


def public_of(folder):
    import diffusers

    pipeline = diffusers.DiffusionPipeline.from_pretrained(folder, local_files_only=True)
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def compare(public, generator, **asked) -> None:
    """The picture that diffusers makes of the same first noise, and ours."""
    scene = Scene(3, prompt=Prompt("a lamp", **{"steps": 2, "guidance": 2.0, **asked}))
    noise = torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(3))
    how = {"num_inference_steps": scene.prompt.steps, "guidance_scale": scene.prompt.guidance, "output_type": "np"}
    theirs = public("a lamp", latents=noise, height=16, width=16, **how).images[0]
    ours = generator.raw([scene])[0].permute(1, 2, 0).numpy() / 2 + 0.5
    np.testing.assert_allclose(np.clip(ours, 0, 1), theirs, atol=2e-4)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_opens_as_it_does_there(folder, tmp_path, form):
    options, half = FORMS[form], "variant" in FORMS[form]
    public = public_of(folder).to(torch.float16 if half else torch.float32)
    public.save_pretrained(tmp_path / "saved", **options)
    files = [path.name for path in (tmp_path / "saved/unet").iterdir()]
    assert any(".fp16" in file for file in files) == half
    assert any("-of-" in file for file in files) == ("max_shard_size" in options)
    generator = build_generator(read_checkpoint(tmp_path / "saved"), CPU)
    assert {tensor.dtype for tensor in generator.tensors().values()} == {torch.float16 if half else torch.float32}
    compare(public.to(torch.float32), generator)


@pytest.mark.parametrize("name", SCHEDULERS)
def test_relatives_with_other_schedulers(folder, tmp_path, name):
    class_name, options, expected = SCHEDULERS[name]
    saved = shutil.copytree(folder, tmp_path / "saved")
    described = {**SCHEDULE, **options, "_class_name": class_name, "num_train_timesteps": 1000}
    (saved / "scheduler/scheduler_config.json").write_text(json.dumps(described))
    index = json.loads((saved / "model_index.json").read_text())
    (saved / "model_index.json").write_text(json.dumps({**index, "scheduler": ["diffusers", class_name]}))
    generator = build_generator(read_checkpoint(saved), CPU)
    assert expected in (None, generator.info.defaults)
    picture = generator.raw([Scene(1, prompt=generator.info.defaults)])
    assert picture.isfinite().all()
    if class_name == "DDIMScheduler":  # which draws no noise of its own on the way
        compare(public_of(saved), generator)


@pytest.mark.parametrize("kept", [("vocab.json", "merges.txt"), ("tokenizer.json",)])
def test_either_form_of_the_tokenizer_is_enough(folder, tmp_path, kept):
    public_of(folder).save_pretrained(tmp_path / "saved")
    for part in (path for path in (tmp_path / "saved").iterdir() if path.name.startswith("tokenizer")):
        for file in ("vocab.json", "merges.txt"):
            shutil.copyfile(folder / part.name / file, part / file)
        for file in {"vocab.json", "merges.txt", "tokenizer.json"} - set(kept):
            (part / file).unlink()
    compare(public_of(folder), build_generator(read_checkpoint(tmp_path / "saved"), CPU))


def test_a_safety_checker_that_was_never_downloaded_is_not_missed(folder: Path, tmp_path):
    index = json.loads((folder / "model_index.json").read_text())
    if index["_class_name"] != "StableDiffusionPipeline":
        pytest.skip("only the first two have one")
    saved = shutil.copytree(folder, tmp_path / "saved")
    more = {"safety_checker": ["stable_diffusion", "StableDiffusionSafetyChecker"], "requires_safety_checker": True}
    more["feature_extractor"] = ["transformers", "CLIPImageProcessor"]
    (saved / "model_index.json").write_text(json.dumps({**index, **more}))
    assert build_generator(read_checkpoint(saved), CPU).raw([Scene(1, prompt=Prompt("a", steps=1))]).isfinite().all()
