"""The command line, as a researcher uses it."""

from __future__ import annotations

import csv
import json

import cv2
import numpy as np
import pytest
import torch
from PIL import Image

from models.document.formats import decode
from models.document.pictures import read_recipe_from_png
from models.document.ranking import Ranking, RankRequest
from models.document.recipe import Recipe, UnitEdit
from models.document.scene import Latent, Scene
from models.document.units import UnitId
from models.samples.catalogue import LAMP_ROOM, checkpoint_path, sample_scenes
from models.samples.lamp_light import lamp_region
from models.samples.opening import open_generator


@pytest.fixture(scope="module")
def generator():
    return open_generator(LAMP_ROOM)


@pytest.fixture
def refused(unlit):
    """Runs a command that must fail; returns its one sentence."""

    def run(*arguments: object) -> str:
        code, _, err = unlit(*arguments)
        assert code == 1
        lines = err.strip().splitlines()
        assert len(lines) == 1
        assert lines[0].startswith("unlit: ")
        assert lines[0].endswith(".")
        return lines[0]

    return run


@pytest.fixture
def recipe_file(generator, tmp_path):
    from app.headless.files import write_recipe

    units = (UnitId("b32.conv0", 73), UnitId("b64.conv1", 2))
    path = tmp_path / "recipe.json"
    write_recipe(Recipe(generator.info.fingerprint, (UnitEdit("lamp", "Lamp", units, gain=0.25, shift=-0.5),)), path)
    return path


@pytest.fixture
def region_file(tmp_path):
    mask = np.zeros((64, 64), np.uint8)
    mask[28:40, 44:56] = 255
    path = tmp_path / "region.png"
    cv2.imwrite(str(path), mask)
    return path


EVERY = ("--method", "exhaustive")


def test_version_and_usage(unlit):
    assert unlit("--version") == (0, "unlit 0.1.0\n", "")
    code, _, err = unlit("no-such-command")
    assert code == 2
    assert "no-such-command" in err


def test_inspect_for_programs(unlit, generator):
    code, out, _ = unlit("inspect", LAMP_ROOM, "--json")
    card = json.loads(out)
    assert code == 0
    assert card["fingerprint"]["sha256"] == generator.info.fingerprint.sha256
    assert card["resolution"] == 64
    assert card["units"] == sum(layer["units"] for layer in card["layers"] if layer["kind"] == "conv") == 696


def test_inspect_for_people(unlit):
    code, out, _ = unlit("inspect", checkpoint_path(LAMP_ROOM))
    assert code == 0
    assert "b32.conv1" in out
    assert "layer8" in out


def test_render_raw_is_the_generators_own_output(unlit, generator, tmp_path):
    path = tmp_path / "x.npy"
    assert unlit("render", LAMP_ROOM, "--seed", 85, "--seed", 7, "--noise", "const", "--out", path)[0] == 0
    raw = np.load(path)
    assert raw.dtype == np.float32
    assert raw.shape == (2, 3, 64, 64)
    for row, seed in zip(raw, (85, 7), strict=True):
        assert np.abs(row - generator.raw([Scene(seed, psi=1.0)])[0].numpy()).max() < 1e-5


def test_seeds_follow_the_official_convention(unlit, generator, tmp_path):
    z = np.random.RandomState(85).randn(1, generator.info.z_dim).astype(np.float32)
    np.save(tmp_path / "z.npy", z)
    unlit("render", LAMP_ROOM, "--z", tmp_path / "z.npy", "--psi", 0.7, "--out", tmp_path / "z_out.npy")
    unlit("render", LAMP_ROOM, "--seed", 85, "--psi", 0.7, "--out", tmp_path / "seed_out.npy")
    assert np.abs(np.load(tmp_path / "z_out.npy") - np.load(tmp_path / "seed_out.npy")).max() < 1e-5


def test_render_from_w(unlit, generator, tmp_path):
    w = generator.ws(Scene(3, psi=0.5)).numpy()
    np.savez(tmp_path / "projected_w.npz", w=w)
    unlit("render", LAMP_ROOM, "--w", tmp_path / "projected_w.npz", "--out", tmp_path / "w.npy")
    assert np.abs(np.load(tmp_path / "w.npy") - generator.raw([Scene(3, psi=0.5)]).numpy()).max() < 1e-5


def test_render_a_picture_carries_its_recipe(unlit, generator, recipe_file, tmp_path):
    path = tmp_path / "x.png"
    assert unlit("render", LAMP_ROOM, "--seed", 2, "--recipe", recipe_file, "--out", path)[0] == 0
    recipe = decode("recipe", recipe_file.read_bytes(), Recipe)
    assert read_recipe_from_png(path) == recipe
    expected = generator.raw([Scene(2, psi=1.0)], recipe.changes())[0].add(1).div(2).clamp(0, 1).mul(255).round()
    assert np.abs(np.asarray(Image.open(path)).astype(int) - expected.permute(1, 2, 0).numpy()).max() <= 1


def test_rank_writes_a_table_and_everything(unlit, tmp_path, region_file):
    table, everything = tmp_path / "r.csv", tmp_path / "r.json"
    for to in (table, everything):
        code, out, _ = unlit("rank", LAMP_ROOM, "--seed", 11, "--psi", 0.7, "--region", region_file, "--out", to)
        assert code == 0
        assert "others estimates" in out
        assert "With 95 % confidence" in out
    rows = list(csv.DictReader(table.open()))
    ranking = decode("ranking", everything.read_bytes(), Ranking)
    assert len(rows) == len(ranking.units) == 696
    assert ranking.complete
    assert ranking.evidence[0].scene == Scene(11, psi=0.7)
    for row, ranked in zip(rows, ranking.units, strict=True):
        assert (row["layer"], int(row["unit"])) == (ranked.unit.layer, ranked.unit.index)
        assert float(row["effect"]) == ranked.effect
        assert row["estimate"] == ("exact" if ranked.exact else "estimate")
    assert ranking.request.method == "shortlist"
    assert 64 < ranking.exact < 696
    assert ranking.missed is not None
    assert [float(row["score"]) for row in rows] == sorted((float(row["score"]) for row in rows), reverse=True)


def test_rank_effect_is_the_raw_sum_of_absolute_change_in_the_mask(unlit, generator, tmp_path, region_file):
    unlit("rank", LAMP_ROOM, "--seed", 4, "--region", region_file, "--torgb", *EVERY, "--out", tmp_path / "r.csv")
    rows = list(csv.DictReader((tmp_path / "r.csv").open()))
    assert len(rows) == 696 + 360
    mask = torch.from_numpy(cv2.imread(str(region_file), cv2.IMREAD_GRAYSCALE) / 255.0)
    base = generator.raw([Scene(4, psi=1.0)])
    for row in rows[::97]:
        from models.document.recipe import Change

        off = generator.raw([Scene(4, psi=1.0)], {UnitId(row["layer"], int(row["unit"])): Change(0.0, 0.0)})
        assert float(row["effect"]) == pytest.approx(
            float(((off - base).abs().sum((0, 1)) * mask).sum()), rel=1e-3, abs=1e-3
        )


def test_rank_on_several_scenes_needs_a_region_each(unlit, refused, tmp_path, region_file):
    to = tmp_path / "r.csv"
    two = ("--seed", 1, "--seed", 2, "--region", region_file)
    assert "2 scenes and 1 regions" in refused("rank", LAMP_ROOM, *two, "--out", to)
    assert unlit("rank", LAMP_ROOM, *two, "--region", region_file, "--out", to)[0] == 0


def test_rank_has_the_options_of_its_request(unlit, tmp_path, region_file):
    options = ("--probes", 2, "--shortlist", 40, "--search-seed", 9, "--memory", 0.5, "--batch", 3, "--no-cache")
    to = tmp_path / "r.json"
    assert unlit("rank", LAMP_ROOM, "--seed", 4, "--region", region_file, *options, "--out", to)[0] == 0
    request = decode("ranking", to.read_bytes(), Ranking).request
    assert (request.probes, request.shortlist, request.seed, request.memory, request.batch) == (2, 40, 9, 0.5, 3)
    assert not list(tmp_path.rglob("*.ranking")), "nothing is kept"


def test_rank_finds_a_search_again_that_was_done_before(unlit, tmp_path, region_file, monkeypatch):
    search = ("rank", LAMP_ROOM, "--seed", 4, "--region", region_file)
    assert unlit(*search, "--out", tmp_path / "a.csv")[0] == 0
    assert len(list(tmp_path.rglob("*.ranking"))) == 1
    monkeypatch.setattr("models.search.cache.rank", lambda *_: pytest.fail("it was searched again"))
    assert unlit(*search, "--out", tmp_path / "b.csv")[0] == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_rank_heeds_what_is_to_stay(unlit, refused, tmp_path, region_file):
    keep, to = tmp_path / "keep.png", tmp_path / "r.json"
    cv2.imwrite(str(keep), np.roll(cv2.imread(str(region_file), cv2.IMREAD_GRAYSCALE), -30, axis=1))
    two = ("--seed", 1, "--seed", 2, "--region", region_file, "--region", region_file)
    assert unlit("rank", LAMP_ROOM, *two, "--keep", keep, "--out", to)[0] == 0
    ranking = decode("ranking", to.read_bytes(), Ranking)
    assert all(each.keep is not None for each in ranking.evidence), "one for all scenes"
    assert max(ranked.kept for ranked in ranking.units) > 0
    three = ("--keep", keep, "--keep", keep, "--keep", keep)
    assert "2 scenes" in refused("rank", LAMP_ROOM, *two, *three, "--out", to)


@pytest.fixture
def lamp_file(unlit, generator, tmp_path):
    """A lamp of the first sample scene, painted."""
    picture = generator.raw([sample_scenes(LAMP_ROOM)[0]])[0].add(1).mul(127.5).clamp(0, 255).round().byte()
    region = lamp_region(picture.permute(1, 2, 0).numpy())
    path = tmp_path / "lamp.png"
    cv2.imwrite(str(path), region.levels())
    return path


def test_from_a_stroke_to_evidence_to_a_group_to_a_recipe(unlit, generator, lamp_file, tmp_path):
    scene, ranking_file, recipe_file = sample_scenes(LAMP_ROOM)[0], tmp_path / "r.json", tmp_path / "group.json"
    search = ("--seed", scene.seed, "--psi", scene.psi, "--region", lamp_file, "--transfer", 2)
    code, _, err = unlit("rank", LAMP_ROOM, *search, "--out", ranking_file)
    assert code == 0
    ranking = decode("ranking", ranking_file.read_bytes(), Ranking)
    evidence = ranking.evidence
    assert ranking.request == RankRequest(evidence), "as the studio searches"
    assert [each.transferred for each in evidence] == [False, True, True]
    assert all(each.scene.seed > scene.seed for each in evidence[1:])
    found = ", ".join(str(each.scene.seed) for each in evidence[1:])
    assert f"Found on 2 more seeds: {found}" in err
    code, out, _ = unlit("group", LAMP_ROOM, "--ranking", ranking_file, "--most", 3, "--to", recipe_file)
    assert code == 0
    assert "standard deviations" in out
    assert "kept" not in out, "nothing is to stay"
    (edit,) = decode("recipe", recipe_file.read_bytes(), Recipe).edits
    assert 2 <= len(edit.units) <= 3
    assert edit.gain == 0
    assert all(str(unit) in out for unit in edit.units)
    before, after = (
        generator.raw([scene]),
        generator.raw([scene], Recipe(generator.info.fingerprint, (edit,)).changes()),
    )
    mask = torch.from_numpy(cv2.imread(str(lamp_file), cv2.IMREAD_GRAYSCALE) / 255)
    assert ((before - after).mean(1)[0] * mask).sum() / mask.sum() > 0.3, "the lamp is out"


def test_a_ranking_of_another_generator_makes_no_group(unlit, refused, recipe_file, region_file, tmp_path):
    edited, ranking = tmp_path / "edited.safetensors", tmp_path / "r.json"
    unlit("export", LAMP_ROOM, "--recipe", recipe_file, "--out", edited)
    unlit("rank", LAMP_ROOM, "--seed", 4, "--region", region_file, "--out", ranking)
    assert "another generator" in refused("group", edited, "--ranking", ranking, "--out", tmp_path / "g.json")
    assert "no file" in refused("group", LAMP_ROOM, "--ranking", tmp_path / "none.json", "--out", tmp_path / "g.json")


def test_edit_takes_every_name_of_a_unit(unlit, refused, generator, tmp_path):
    path = tmp_path / "by hand.json"
    units = ("--unit", "layer7/73", "--unit", "convs.4/73", "--unit", "b64.conv1 2")
    assert unlit("edit", LAMP_ROOM, *units, "--gain", 0, "--name", "Lamp", "--out", path)[0] == 0
    recipe = decode("recipe", path.read_bytes(), Recipe)
    assert recipe.base == generator.info.fingerprint
    (edit,) = recipe.edits
    assert edit.units == (UnitId("b32.conv0", 73), UnitId("b64.conv1", 2))
    assert (edit.gain, edit.shift, edit.name) == (0.0, 0.0, "Lamp")
    assert unlit("edit", LAMP_ROOM, "--unit", "b8.conv1/3", "--shift", 2, "--add", "--out", path)[0] == 0
    assert len(decode("recipe", path.read_bytes(), Recipe).edits) == 2
    assert "no layer" in refused("edit", LAMP_ROOM, "--unit", "layer99/1", "--out", path)
    assert "units 0 to 95" in refused("edit", LAMP_ROOM, "--unit", "layer7/96", "--out", path)
    assert "not a unit" in refused("edit", LAMP_ROOM, "--unit", "lamp", "--out", path)


def test_an_edit_of_a_region_is_drawn_there_and_not_exported(unlit, refused, generator, tmp_path):
    recipe, mask, picture = tmp_path / "here.json", tmp_path / "mask.png", tmp_path / "a.png"
    half = np.zeros((64, 64), np.uint8)
    half[:, :16] = 255
    Image.fromarray(half).save(mask)
    here = ("edit", LAMP_ROOM, "--unit", "b64.conv1/2", "--gain", 0, "--out", recipe)
    assert unlit(*here, "--region", mask, "--light", "#ff8000", "--name", "Lamp")[0] == 0
    (edit,) = decode("recipe", recipe.read_bytes(), Recipe).edits
    assert np.array_equal(edit.region.levels(), half)
    assert edit.light == (1.0, 128 / 255, 0.0)
    assert unlit("render", LAMP_ROOM, "--recipe", recipe, "--out", picture)[0] == 0
    assert read_recipe_from_png(picture).edits == (edit,)
    export = ("export", LAMP_ROOM, "--recipe", recipe, "--out", tmp_path / "edited.safetensors")
    assert "“Lamp” acts in a part" in refused(*export)
    assert unlit(*export, "--without-limits")[0] == 0
    assert "not a colour" in refused(*here, "--light", "amber")
    Image.fromarray(half[:32]).save(mask)
    assert "same size" in refused(*here, "--region", mask)
    Image.fromarray(half * 0).save(mask)
    assert "empty" in refused(*here, "--region", mask)


def test_export_reproduces_the_preview(unlit, generator, recipe_file, tmp_path):
    path = tmp_path / "edited.safetensors"
    code, out, _ = unlit("export", LAMP_ROOM, "--recipe", recipe_file, "--out", path)
    assert code == 0
    assert "Largest difference" in out
    unlit("render", path, "--seed", 5, "--out", tmp_path / "edited.npy")
    recipe = decode("recipe", recipe_file.read_bytes(), Recipe)
    preview = generator.raw([Scene(5, psi=1.0)], recipe.changes()).numpy()
    assert np.abs(np.load(tmp_path / "edited.npy") - preview).max() < 1e-4
    card = json.loads(unlit("inspect", path, "--json")[1])
    assert card["made_with"]["edits"][0]["name"] == "Lamp"


def test_export_of_nothing_says_so(unlit, generator, tmp_path):
    from app.headless.files import write_recipe

    write_recipe(Recipe(generator.info.fingerprint), tmp_path / "empty.json")
    code, _, err = unlit("export", LAMP_ROOM, "--recipe", tmp_path / "empty.json", "--out", tmp_path / "x.safetensors")
    assert code == 0
    assert "changes nothing" in err


def test_a_recipe_for_another_generator_is_tried_only_on_request(unlit, refused, recipe_file, tmp_path):
    edited = tmp_path / "edited.safetensors"
    unlit("export", LAMP_ROOM, "--recipe", recipe_file, "--out", edited)
    again = ("render", edited, "--recipe", recipe_file, "--out", tmp_path / "x.png")
    assert "made for another generator" in refused(*again)
    assert unlit(*again, "--same-architecture")[0] == 0


def test_the_opened_file_is_never_overwritten(refused, generator, unlit, recipe_file, tmp_path):
    path = tmp_path / "mine.safetensors"
    path.write_bytes(checkpoint_path(LAMP_ROOM).read_bytes())
    before = path.read_bytes()
    assert "choose another name" in refused("export", path, "--recipe", recipe_file, "--out", path)
    assert path.read_bytes() == before


def test_bad_input_is_one_sentence(refused, unlit, recipe_file, region_file, tmp_path):
    whole = checkpoint_path(LAMP_ROOM).read_bytes()
    short, renamed = tmp_path / "short.safetensors", tmp_path / "renamed.safetensors"
    short.write_bytes(whole[:5000])
    renamed.write_bytes(region_file.read_bytes())
    out = ("--out", tmp_path / "x.png")
    assert "damaged" in refused("render", short, *out)
    assert "a picture" in refused("render", renamed, *out)
    assert "no file" in refused("render", tmp_path / "nowhere.safetensors", *out)
    assert "no sample" in refused("render", "sample:kitchen", *out)
    assert "a folder" in refused("inspect", tmp_path)
    assert ".png" in refused("render", LAMP_ROOM, "--out", tmp_path / "x.gif")
    assert "no classes" in refused("render", LAMP_ROOM, "--class", 1, *out)
    assert "without a recipe inside" in refused("render", LAMP_ROOM, "--recipe", region_file, *out)
    assert "could not be written" in refused("render", LAMP_ROOM, "--out", tmp_path / "no folder" / "x.png")
    np.save(tmp_path / "z.npy", np.zeros((2, 5), np.float32))
    assert "128 numbers" in refused("render", LAMP_ROOM, "--z", tmp_path / "z.npy", *out)
    assert "one of them" in refused("render", LAMP_ROOM, "--seed", 1, "--z", tmp_path / "z.npy", *out)


def test_bad_regions_are_one_sentence(refused, unlit, tmp_path):
    masks = {"small": np.full((32, 32), 255, np.uint8), "empty": np.zeros((64, 64), np.uint8)}
    masks["full"] = np.full((64, 64), 255, np.uint8)
    words = {"small": "32 x 32", "empty": "is empty"}
    to = ("--out", tmp_path / "r.csv")
    for name, mask in masks.items():
        cv2.imwrite(str(tmp_path / f"{name}.png"), mask)
    for name in words:
        assert words[name] in refused("rank", LAMP_ROOM, "--seed", 1, "--region", tmp_path / f"{name}.png", *to)
    code, out, _ = unlit("rank", LAMP_ROOM, "--seed", 1, "--region", tmp_path / "full.png", *to)
    assert code == 0
    assert "whole picture" in out
    small = np.zeros((32, 32), np.uint8)
    small[10:20, 10:20] = 255
    cv2.imwrite(str(tmp_path / "half.png"), small)
    fitted = ("rank", LAMP_ROOM, "--seed", 1, "--region", tmp_path / "half.png", "--resize", *to)
    assert unlit(*fitted)[0] == 0


@pytest.mark.slow
def test_demo_shows_the_main_job(unlit, tmp_path):
    code, out, _ = unlit("demo", "--out", tmp_path / "demo")
    assert code == 0
    names = {path.name for path in (tmp_path / "demo").iterdir()}
    assert {"before.png", "region.png", "after.png", "units.png", "ranking.csv", "recipe.json"} <= names
    before, after = (np.asarray(Image.open(tmp_path / "demo" / f"{name}.png")) / 255 for name in ("before", "after"))
    mask = np.asarray(Image.open(tmp_path / "demo" / "region.png")) / 255
    drop = (before - after).mean(2)
    inside, outside = (drop * mask).sum() / mask.sum(), (drop * (1 - mask)).sum() / (1 - mask).sum()
    assert inside > 0.15
    assert inside > 5 * abs(outside)
    edited = open_generator(str(tmp_path / "demo" / "lamp_room_edited.safetensors"))
    scene = sample_scenes(LAMP_ROOM)[0]
    shown = edited.raw([scene])[0].add(1).div(2).clamp(0, 1).permute(1, 2, 0).numpy()
    assert np.abs(shown - after).max() < 1.5 / 255
    assert "re-opened" in out


def test_doctor_finds_nothing_wrong(unlit):
    code, out, _ = unlit("doctor")
    assert code == 0, out
    assert "problem" not in out


def test_latents_survive_in_a_scene():
    array = np.random.RandomState(0).randn(16).astype(np.float32)
    assert np.array_equal(Latent.from_array("z", array).array(), array)
