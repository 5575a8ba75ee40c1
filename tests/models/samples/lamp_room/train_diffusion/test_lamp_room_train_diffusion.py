"""The text-to-image trainer: its tokenizer, its stages for a few steps, its check."""

from __future__ import annotations

import pytest
import torch

pytest.importorskip("diffusers")

from models.samples.lamp_room import captions, sample_factors
from models.samples.lamp_room.reading import Reading
from models.samples.lamp_room.train_diffusion import __main__ as command
from models.samples.lamp_room.train_diffusion import pipelines
from models.samples.lamp_room.train_diffusion.autoencoder import VaeTrainer, make_vae, picture_loss
from models.samples.lamp_room.train_diffusion.check import BED_COLORS, STATES, compared, large_files, prompts_of
from models.samples.lamp_room.train_diffusion.folders import replacing
from models.samples.lamp_room.train_diffusion.pipelines import open_pipeline
from models.samples.lamp_room.train_diffusion.tokens import TOKENS, ids_of, make_tokenizer
from tests.support.clocks import Steps
from tests.support.generators import CPU

WORDS = ["--res", "32", "--simple", "1", "--pool", "8", "--batch", "4", "--vae-width", "8", "--width", "32"]
WORDS += ["--text-width", "16", "--text-layers", "1"]


def run(stage: str, steps: int, *words: str) -> None:
    from models.samples.lamp_room.train_diffusion.autoencoder import train_autoencoder
    from models.samples.lamp_room.train_diffusion.denoiser import train_denoiser

    args = command.parse_arguments([*WORDS, "--stage", stage, *words])
    torch.manual_seed(args.seed)
    {"vae": train_autoencoder, "unet": train_denoiser}[stage](args, CPU, Steps(steps))


def test_a_tokenizer_knows_the_words_of_the_captions(tmp_path):
    texts = captions(sample_factors(512, torch.Generator().manual_seed(0)))
    tokenizer = make_tokenizer(texts, tmp_path / "tokenizer")
    assert tokenizer.tokenize("An unlit red lamp") == ["an</w>", "unlit</w>", "red</w>", "lamp</w>"]
    ids = ids_of(tokenizer, ["a lit lamp", ""])
    assert ids.shape == (2, TOKENS)
    assert ids[0, 0] == tokenizer.bos_token_id
    assert ids[1, 1] == tokenizer.eos_token_id
    assert len(tokenizer) < 1100


@pytest.mark.slow
def test_both_stages_leave_a_pipeline_and_go_on(tmp_path, monkeypatch):
    monkeypatch.setattr(pipelines, "PROMPTS", pipelines.PROMPTS[:2])
    monkeypatch.setattr(pipelines, "STEPS", 2)
    run("vae", 2, "--out", str(tmp_path))
    run("vae", 1, "--out", str(tmp_path), "--resume", str(tmp_path))
    run("unet", 2, "--out", str(tmp_path))
    first = open_pipeline(tmp_path / "pipeline")
    before = first.unet.conv_in.weight.clone()
    run("unet", 2, "--out", str(tmp_path), "--resume", str(tmp_path))
    stages = open_pipeline(tmp_path / "pipeline")
    assert not torch.equal(stages.unet.conv_in.weight, before)
    assert stages.scheduler.config["prediction_type"] == "epsilon"
    assert 0.01 < stages.vae.config["scaling_factor"] < 100
    names = {path.name for path in (tmp_path / "pipeline" / "tokenizer").iterdir()}
    assert {"vocab.json", "merges.txt", "tokenizer_config.json"} <= names
    assert large_files(tmp_path / "pipeline") == []
    assert (tmp_path / "vae.png").exists()
    assert (tmp_path / "unet.png").exists()


def test_an_autoencoder_learns_and_its_critic_comes_later():
    args = command.parse_arguments([*WORDS, "--stage", "vae", "--out", "unused"])
    torch.manual_seed(0)
    trainer = VaeTrainer(args, make_vae(8, 32), CPU)
    real = torch.rand(4, 3, 32, 32) * 2 - 1
    critic = [p.detach().clone() for p in trainer.critic.parameters()]
    trainer.images = 10_000  # past the warming up
    losses = [float(trainer.step(real, 0.1)["loss"]) for _ in range(8)]
    assert losses[-1] < losses[0]
    assert all(torch.equal(p, old) for p, old in zip(trainer.critic.parameters(), critic, strict=True))
    trainer.step(real, 0.9)
    assert not all(torch.equal(p, old) for p, old in zip(trainer.critic.parameters(), critic, strict=True))


def test_the_loss_of_equal_pictures_is_0_and_edges_count():
    picture = torch.zeros(1, 3, 8, 8)
    picture[..., 4:] = 1
    assert picture_loss(picture, picture) == 0
    blurred = torch.full_like(picture, 0.5)
    assert picture_loss(blurred, picture) > (blurred - picture).abs().mean()


def test_prompts_differ_in_one_word_between_the_states():
    lit, unlit, plain = (prompts_of(state, 2) for state in STATES)
    assert len(lit) == 2 * 3 * len(BED_COLORS)
    assert lit[0] == ("a bedroom with a lit white table lamp beside a red bed in daylight", 0)
    assert [text.replace("a lit", "an unlit") for text, _ in lit] == [text for text, _ in unlit]
    assert [text.replace("a lit", "a") for text, _ in lit] == [text for text, _ in plain]


def test_readings_that_do_as_they_are_told_are_all_right():
    prompts = [text for text, _ in prompts_of(STATES[0], 1)]
    time = torch.stack(
        [torch.eye(3)[next(k for k, w in enumerate(("daylight", "dusk", "night")) if w in t)] for t in prompts]
    )
    paints = {"red": (0.8, 0.1, 0.1), "green": (0.1, 0.8, 0.1), "blue": (0.1, 0.1, 0.8), "purple": (0.5, 0.1, 0.8)}
    seat = torch.tensor([next(paints[c] for c in BED_COLORS if f"{c} bed" in t) for t in prompts])
    n = len(prompts)

    def reading(intensity: float) -> Reading:
        empty, lamps = torch.zeros(n), torch.zeros(n, 3)
        lamps[:, 0] = intensity
        shade = torch.zeros(n, 3, 32, 32)
        return Reading(
            shade, lamps, (lamps > 0).float(), lamps, torch.zeros(n, 3, 3), time, empty, empty, empty, seat, seat, seat
        )

    found = compared({STATES[0]: reading(0.8), STATES[1]: reading(0.0), STATES[2]: reading(0.5)}, 1)
    assert found["lit, when asked for lit"] == found["lit over unlit"] == 1
    assert found["lit, when asked for unlit"] == 0
    assert found["time of day, right"] == found["colour of the bed, right"] == 1
    assert found["lamps' intensity, asked for lit"] == pytest.approx(0.8)


def test_a_folder_is_replaced_whole_or_not_at_all(tmp_path):
    folder = tmp_path / "pipeline"
    with replacing(folder) as fresh:
        (fresh / "a").write_text("1")
    with pytest.raises(FileNotFoundError), replacing(folder) as fresh:
        (fresh / "missing" / "a").write_text("2")
    assert (folder / "a").read_text() == "1"
    with replacing(folder) as fresh:
        (fresh / "b").write_text("3")
    assert [path.name for path in folder.iterdir()] == ["b"]
    assert [path.name for path in tmp_path.iterdir()] == ["pipeline"]
