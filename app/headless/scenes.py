"""Which scenes a command is about: what its options say, for the generator that is asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from app.headless.files import read_latents
from models.document.errors import UnlitError
from models.document.generator_info import GeneratorInfo
from models.document.scene import Noise, Prompt, Scene, Toward

_SIZE = re.compile(r"(\d{1,4})\s*[xX×]\s*(\d{1,4})")
_LARGEST = 8192


@dataclass(frozen=True)
class Asked:
    """The options as they were given; None where one was left out. size: "WxH"."""

    seeds: tuple[int, ...] = ()
    psi: float | None = None
    noise: Noise | None = None
    class_index: int | None = None
    z: Path | None = None
    w: Path | None = None
    prompt: str | None = None
    negative: str | None = None
    steps: int | None = None
    guidance: float | None = None
    scheduler: str | None = None
    size: str | None = None
    toward: int | None = None
    at: tuple[float, ...] = ()

    def check(self) -> None:
        """Raises UnlitError when options contradict each other, whatever the generator is."""
        if sum(option is not None for option in (self.seeds or None, self.z, self.w)) > 1:
            raise UnlitError("Give seeds, or a file of z, or a file of w: one of them.")
        if self.size is not None:
            size_of(self.size)
        if (self.toward is None) != (not self.at):
            raise UnlitError("Give --toward and --at together: the seed to go to, and how much of the way.")
        if self.toward is not None and not self.seeds:
            raise UnlitError("Give the --seed that the way to --toward begins with.")

    def scenes(self, info: GeneratorInfo) -> tuple[Scene, ...]:
        """The scenes of this generator that the options describe. Raises UnlitError for options it does not have."""
        self.check()
        scenes = self._prompted(info) if info.prompts else self._styled()
        if self.toward is None:
            return scenes
        ways = [Toward(self.toward, part, self.class_index) for part in self.at]
        return tuple(replace(scene, toward=way) for scene in scenes for way in ways)

    def _styled(self) -> tuple[Scene, ...]:
        words = ("prompt", "negative", "steps", "guidance", "scheduler", "size")
        if given := self._given(words):
            raise UnlitError(f"This generator is not asked with words; leave out {given}.")
        plain = Scene(0, 1.0 if self.psi is None else self.psi, self.noise or "const", self.class_index)
        if self.z is None and self.w is None:
            return tuple(replace(plain, seed=seed) for seed in self.seeds or (0,))
        latents = read_latents(self.z, "z") if self.z is not None else read_latents(self.w or Path(), "w")
        return tuple(replace(plain, latent=latent) for latent in latents)

    def _prompted(self, info: GeneratorInfo) -> tuple[Scene, ...]:
        if wrong := self._given(("psi", "noise", "class_index", "z", "w")):
            raise UnlitError(f"This generator is asked with words (--prompt) and seeds; leave out {wrong}.")
        width, height = size_of(self.size) if self.size is not None else (None, None)
        said = {
            "text": self.prompt,
            "negative": self.negative,
            "steps": self.steps,
            "guidance": self.guidance,
            "scheduler": self.scheduler,
            "width": width,
            "height": height,
        }
        prompt = replace(
            info.defaults or Prompt(), **{name: value for name, value in said.items() if value is not None}
        )
        return tuple(Scene(seed, prompt=prompt) for seed in self.seeds or (0,))

    def _given(self, names: tuple[str, ...]) -> str:
        """Those of these options that were given, as people write them."""
        written = {"class_index": "class"}
        given = [f"--{written.get(name, name)}" for name in names if getattr(self, name) is not None]
        return ", ".join(given)


def size_of(text: str) -> tuple[int, int]:
    """ "512x768" -> (512, 768), width and height. Raises UnlitError for anything else."""
    match = _SIZE.fullmatch(text.strip())
    width, height = (int(match[1]), int(match[2])) if match else (0, 0)
    if not (0 < width <= _LARGEST and 0 < height <= _LARGEST):
        raise UnlitError(f"“{text[:40]}” is not a size; write it as WIDTHxHEIGHT, for example 512x512.")
    return width, height


def compared_scenes(info: GeneratorInfo) -> tuple[Scene, ...]:
    """Scenes on which an export is compared with its preview."""
    if info.prompts:
        prompt = info.defaults or Prompt()
        return tuple(Scene(seed, prompt=replace(prompt, text=prompt.text or "a lamp beside a bed")) for seed in (0, 1))
    classes = 0 if info.classes else None
    return tuple(Scene(seed, info.truncation, class_index=classes) for seed in range(4))
