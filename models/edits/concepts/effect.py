"""What concept edits do to pictures, told from single steps of sampling, at the cost of a picture or two.

Embeddings do not tell it: those of all words have much in common, and what moves all tokens of a text alike is hardly
seen, since attention only tells them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace
from torch import Tensor

from models.document.concept import ConceptEdit
from models.document.concept_report import ConceptEffect, Fit
from models.document.recipe import Recipe
from models.document.scene import Prompt, Scene
from models.edits.concepts.applying import meaning
from models.edits.concepts.measuring import concept_report
from models.edits.concepts.sentences import staying_sentences, telling_sentences
from models.generators.diffusion.generator import DiffusionGenerator
from models.generators.diffusion.text import Meaning

NOTHING, DESTROYS, FARTHEST = 0.2, 0.5, -1.0
ENOUGH, TOLERATED = 0.85, 0.25
STRENGTHS = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
HALVINGS = 3
STEPS = 6  # of the sampling whose points are looked at, without guidance

NO_EFFECT = (
    "This changes next to nothing: by itself the word means the same to this generator already, or Keep holds it. "
    "Say it within the sentences it is used in."
)


class Looks:
    """The sentences of some edits as the pristine generator draws them, to compare with."""

    def __init__(self, generator: DiffusionGenerator, edits: tuple[ConceptEdit, ...], prompts: Sequence[str]) -> None:
        """prompts: as people ask this generator, if that is known. Raises UnlitError for a text that is too long."""
        self._generator = generator
        telling = telling_sentences(generator, edits, prompts)
        self._sources, targets = ([getattr(pair, end) for pair in telling] for end in ("source", "target"))
        self._staying = staying_sentences(generator, edits, telling)
        first = (self._sources or self._staying)[0]
        self._scene = Scene(0, prompt=Prompt(first, steps=STEPS, guidance=1.0))
        self._said, self._meant = self._drawn(self._sources), self._drawn(targets)
        self._stays = self._drawn(self._staying)
        (nothing,) = self._drawn([""])
        self._far = [_norm(drawn - nothing) for drawn in self._stays]

    def at(self, recipe: Recipe) -> tuple[float, float]:
        """gone and drift of a recipe of these edits, at other strengths perhaps."""
        means = meaning(self._generator, recipe)
        moved = [_norm(a - b) for a, b in zip(self._drawn(self._staying, means), self._stays, strict=True)]
        drift = sum(each / far for each, far in zip(moved, self._far, strict=True)) / len(moved)
        return self._gone(recipe, means), drift

    def _gone(self, recipe: Recipe, means: Meaning | None) -> float:
        if not self._sources:
            found = concept_report(self._generator, recipe)
            return found.gone if found is not None else 0.0
        now = self._drawn(self._sources, means)
        left = sum(_norm(a - b) ** 2 for a, b in zip(now, self._meant, strict=True))
        whole = sum(_norm(a - b) ** 2 for a, b in zip(self._said, self._meant, strict=True))
        return max(FARTHEST, 1 - left / whole) if whole else 0.0

    def _drawn(self, texts: Sequence[str], means: Meaning | None = None) -> list[Tensor]:
        return [self._generator.glimpsed(self._scene, text, means) for text in texts]


def concept_effect(generator: DiffusionGenerator, recipe: Recipe, prompts: Sequence[str] = ()) -> ConceptEffect | None:
    """Of the recipe's enabled concept edits together; None when there are none.

    prompts: as people ask this generator, if that is known.
    Raises UnlitError for a text that is too long.
    """
    concepts = recipe.concepts()
    if not concepts:
        return None
    gone, drift = Looks(generator, concepts, prompts).at(recipe)
    return ConceptEffect(gone, drift, tuple(_warnings(gone, drift)), _does_nothing(gone, drift))


def fitting_strength(generator: DiffusionGenerator, edit: ConceptEdit, prompts: Sequence[str] = ()) -> Fit:
    """The least strength at which the concept is ENOUGH gone, held back where other texts drift more than is TOLERATED.

    prompts: as of concept_effect. Raises UnlitError for a text that is too long.
    """
    whole = replace(edit, strength=1.0, enabled=True)
    recipe = Recipe(generator.info.fingerprint, (whole,))
    looks = Looks(generator, recipe.concepts(), prompts)

    def at(strength: float) -> tuple[float, float]:
        return looks.at(replace(recipe, edits=(replace(whole, strength=strength),)))

    strength = _least(lambda tried: at(tried)[0])
    gone, drift = at(strength)
    held = drift > TOLERATED
    if held:
        strength *= TOLERATED / drift
        gone, drift = at(strength)
    fits = gone >= ENOUGH and not held
    return Fit(strength, gone, drift, fits, _sentence(strength, gone, drift, fits, held))


def _least(gone: Callable[[float], float]) -> float:
    """The least strength at which it is ENOUGH gone, else that of STRENGTHS at which it is most gone."""
    found = {0.0: 0.0}
    for strength in STRENGTHS:
        found[strength] = gone(strength)
        if found[strength] >= ENOUGH:
            low, high = [*found][-2:]
            for _ in range(HALVINGS):
                middle = (low + high) / 2
                low, high = (low, middle) if gone(middle) >= ENOUGH else (middle, high)
            return high
        if found[strength] < max(found.values()) - (1 - ENOUGH):
            break  # it goes too far
    return max(found, key=lambda strength: found[strength])


def _sentence(strength: float, gone: float, drift: float, fits: bool, held: bool) -> str:
    if fits:
        return f"At strength {strength:.2f} it is {gone:.0%} gone, and other sentences move by {drift:.0%}."
    if held:
        return f"It is held at strength {strength:.2f}, {gone:.0%} gone, where other sentences move by {drift:.0%}."
    return f"It never goes further than {gone:.0%}, at strength {strength:.2f}."


def _does_nothing(gone: float, drift: float) -> bool:
    """What moves other sentences far does something, though not what it is to do."""
    return gone < NOTHING and drift < TOLERATED


def _warnings(gone: float, drift: float) -> Iterator[str]:
    if _does_nothing(gone, drift):
        yield NO_EFFECT
    elif gone < NOTHING:
        yield "Sentences are drawn otherwise, but not as what they are to mean."
    if drift > DESTROYS:
        yield (
            f"This moves other sentences by {drift:.0%} of what they say: pictures of other things will suffer; "
            "lower it or keep more."
        )


def _norm(drawn: Tensor) -> float:
    return float(drawn.norm())
