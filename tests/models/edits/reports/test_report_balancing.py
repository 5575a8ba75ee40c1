"""Shares found by measuring, with pictures made up for the purpose: what is drawn depends on the shares alone."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
import torch
from msgspec.structs import replace

from models.document.concept import ConceptEdit, Pair, Share
from models.document.errors import UnlitError
from models.document.generator_info import Fingerprint
from models.document.recipe import Recipe
from models.document.report import BalanceRequest, Balancing, Case, ReportRequest
from models.document.scene import Prompt
from models.edits.reports import balancing
from models.edits.reports.balancing import balance_steps, differing
from models.edits.reports.balancing_words import balance_word_steps
from models.edits.reports.measuring import report_steps
from models.edits.reports.scoring import Seen
from tests.support.diffusion import diffusion_generator

BASE = Fingerprint("0" * 64, "tiny")
TEXTS = ("a lit lamp at night", "an unlit lamp at night")
EDIT = ConceptEdit("d", "D", "debias", (Pair("a lamp at night"),), tuple(Share(text, 0.0) for text in TEXTS))
HOW = Balancing(rounds=20)


class Colours:
    """An attribute fits a picture by its channel."""

    name, by = "colours", "probe"

    def see(self, pictures):
        return Seen({}, pictures.mean((2, 3)))

    def fits(self, seen, texts):
        return seen.held[:, TEXTS.index(texts[0])] if texts[0] in TEXTS else seen.held[:, 2]

    def tells_apart(self, texts):
        return set(texts) == set(TEXTS)


def balanced(monkeypatch, how=HOW, chance=lambda shares: 1 / (1 + 2.718 ** -(2 + 4 * (shares[0] - shares[1])))):
    """chance: of a lit lamp under these shares. Seeds decide alike in every round, as noise does."""

    def drawn(generator, scenes, recipe):
        yield float(len(scenes))
        shares = [share.share for share in recipe.edit("d").shares]
        draws = [float(torch.rand(1, generator=torch.Generator().manual_seed(scene.seed))) for scene in scenes]
        lit = torch.tensor([[draw < chance(shares), draw >= chance(shares), 0.5] for draw in draws]).float()
        return lit[:, :, None, None].expand(-1, 3, 4, 4)

    monkeypatch.setattr(balancing, "drawn", drawn)
    generator = SimpleNamespace(info=SimpleNamespace(defaults=None))
    going = balance_steps(generator, Recipe(BASE, (EDIT,)), "d", how, Prompt(), Colours())
    return finished(going)


def finished(going):
    """What the generator returns, and how many pictures it drew."""
    pictures = 0.0
    while True:
        try:
            pictures += next(going)
        except StopIteration as end:
            return end.value, pictures


def test_shares_move_until_attributes_are_shown_equally_often(monkeypatch):
    found, pictures = balanced(monkeypatch)
    assert found.verdict == "balanced"
    assert found.shares[0] - found.shares[1] == pytest.approx(-0.5, abs=0.15)
    assert found.rounds[0].shares == (0.0, 0.0)
    assert found.attributes == ("a lit", "an unlit")
    assert all(interval.low <= 0.5 <= interval.high for interval in found.intervals)
    assert "Balanced within 10%" in found.sentence
    assert f"{found.tested[0]} × “a lit”" in found.sentence
    assert pictures >= 48 * len(found.rounds) + sum(found.tested)


def test_any_shares_may_be_wanted(monkeypatch):
    found, _ = balanced(monkeypatch, replace(HOW, wanted=(0.2, 0.8)))
    assert found.verdict == "balanced"
    assert found.tested[0] / sum(found.tested) == pytest.approx(0.2, abs=0.1)


def test_what_never_balances_says_so(monkeypatch):
    found, _ = balanced(monkeypatch, chance=lambda shares: 0.95)
    assert (found.verdict, sum(found.tested), len(found.rounds)) == ("undecided", 0, HOW.rounds)
    assert "no shares were found" in found.sentence


def test_a_test_with_too_few_pictures_is_undecided(monkeypatch):
    found, _ = balanced(monkeypatch, replace(HOW, most=32, tests=1))
    assert found.verdict == "undecided"
    assert sum(found.tested) == 32
    assert "too few" in found.sentence


def test_what_looks_balanced_and_is_not_is_found_out(monkeypatch):
    """On the seeds of the rounds everything is fine; fresh ones tell."""

    def drawn(generator, scenes, recipe):
        yield float(len(scenes))
        lit = [scene.seed >= balancing.FRESH or scene.seed % 2 for scene in scenes]
        lit = torch.tensor([[1.0, 0.0, 0.5] if each else [0.0, 1.0, 0.5] for each in lit])
        return lit[:, :, None, None].expand(-1, 3, 4, 4)

    monkeypatch.setattr(balancing, "drawn", drawn)
    generator = SimpleNamespace(info=SimpleNamespace(defaults=None))
    going = balance_steps(generator, Recipe(BASE, (EDIT,)), "d", replace(HOW, tests=1), Prompt(), Colours())
    found, _ = finished(going)
    assert found.verdict == "unbalanced"
    assert "out of balance" in found.sentence


def test_words_that_tell_texts_apart():
    assert differing(TEXTS) == ["a lit", "an unlit"]
    assert differing(["red", "blue"]) == ["red", "blue"]
    assert differing(["a lamp", "a lamp at night"]) == ["a lamp", "a lamp at night"]
    assert differing(["a lamp"]) == ["a lamp"]
    assert differing([]) == []


def test_a_word_is_counted_and_then_balanced_while_it_tells_what_it_counts():
    generator = diffusion_generator()
    generator.info = replace(generator.info, prompts=True)
    quick = Prompt("", steps=1, guidance=1.0, scheduler="ddim")
    asked = BalanceRequest(
        Recipe(generator.info.fingerprint, (EDIT,)), "d", Balancing(rounds=2, pictures=20, most=16), asked=quick
    )
    *steps, last = [seen_of(step) for step in balance_word_steps(generator, asked, Colours())]
    assert {sum(counts) for counts, _, _ in steps} == {0, 16}, "looked at after every 16 pictures"
    assert last[2].balance is None
    assert sum(last[2].counts) == 20
    assert last[1] == pytest.approx(20)
    assert all(each.low <= each.value <= each.high for each in last[2].intervals)
    *_, last = balance_word_steps(generator, replace(asked, sought=True), Colours())
    assert last.found.balance.rounds[0].counts == last.found.counts
    assert last.done == last.total


def seen_of(progress):
    """One object is yielded again and again."""
    return progress.counts, progress.done, progress.found


def test_what_cannot_be_judged_is_said_before_anything_is_drawn():
    generator = diffusion_generator()
    cats = replace(EDIT, shares=(Share("a cat", 0.0), Share("a dog", 0.0)))
    asked = BalanceRequest(Recipe(generator.info.fingerprint, (cats,)), "d")
    with pytest.raises(UnlitError, match="“cat”, “dog” cannot be told apart in pictures by colours"):
        next(balance_word_steps(generator, asked, Colours()))
    with pytest.raises(UnlitError, match="nothing but CLIP"):
        next(balance_word_steps(generator, asked, None))


def test_a_report_is_of_the_balanced_recipe():
    generator = diffusion_generator()
    generator.info = replace(generator.info, prompts=True)
    how = Balancing(rounds=2, pictures=4, most=16)
    asked = ReportRequest(
        Recipe(generator.info.fingerprint, (EDIT,)), (Case("a lamp at night"),), seeds=2,
        asked=Prompt("", steps=1, guidance=1.0, scheduler="ddim"), balancing=how,
    )  # fmt: skip
    steps = list(report_steps(generator, asked, Colours()))
    report = steps[-1].report
    assert steps[-1].done == pytest.approx(steps[-1].total)
    (balance,) = report.balances
    assert [share.share for share in report.request.recipe.edit("d").shares] == list(balance.shares)
    with pytest.raises(UnlitError, match="something that reads"):
        list(report_steps(generator, asked, None))
    with pytest.raises(UnlitError, match="nothing to balance"):
        list(report_steps(generator, replace(asked, recipe=Recipe(generator.info.fingerprint)), Colours()))
    for wanted in ((0.5,), (0.5, 0.6)):
        with pytest.raises(UnlitError, match=r"how often|How often"):
            list(report_steps(generator, replace(asked, balancing=replace(how, wanted=wanted)), Colours()))
