"""The list of edits as a value: order, groups, bypass, keys of their own."""

from __future__ import annotations

from msgspec.structs import replace

from app.session.editing import added, apart, fresh_keys, joined, moved, with_enabled
from models.document.generator_info import Fingerprint
from models.document.project import Project
from models.document.recipe import Recipe, UnitEdit
from models.document.scene import Scene
from models.document.units import UnitId

BASE = Fingerprint("0" * 64, "test")
A, B, C = (UnitId("b8.conv0", index) for index in range(3))


def project(*edits):
    return Project("", BASE, Recipe(BASE, edits), (Scene(0),))


def edit(key, *units, **values):
    return UnitEdit(key, key.upper(), units, **values)


def keys(found):
    return [each.key for each in found.recipe.edits]


def test_an_edit_is_moved_and_stops_at_the_ends():
    three = project(edit("a"), edit("b"), edit("c"))
    assert keys(moved(three, "a", 1)) == ["b", "a", "c"]
    assert keys(moved(three, "c", 0)) == ["c", "a", "b"]
    assert keys(moved(three, "a", 9)) == ["b", "c", "a"]
    assert moved(three, "a", -1) == three


def test_what_is_added_gets_keys_of_its_own():
    there = project(edit("edit-3", A), edit("edit-1", B))
    found = added(there, [edit("edit-1", C), edit("edit-3", C)], after="edit-3")
    assert keys(found) == ["edit-3", "edit-4", "edit-5", "edit-1"]
    assert len(set(keys(found))) == 4
    assert next(iter(fresh_keys(found.recipe))) not in keys(found)


def test_a_part_goes_apart_and_does_what_the_group_does():
    group = edit("a", A, B, C, gain=0.5, shift=2.0)
    first, second = apart(project(group), "a", (B,)).recipe.edits
    assert first == replace(group, units=(A, C))
    assert second == replace(group, key=second.key, units=(B,), name="A (2)")
    assert second.key != "a"


def test_all_parts_apart_are_one_each_and_change_the_same():
    whole = project(edit("a", A, B, C, gain=0.5))
    found = apart(whole, "a", (A, B, C))
    assert [each.units for each in found.recipe.edits] == [(A,), (B,), (C,)]
    assert found.recipe.changes() == whole.recipe.changes()


def test_joined_edits_are_moved_by_the_first_one_s_slider():
    found = joined(project(edit("a", A, B, gain=0.5), edit("b", B, C, gain=2.0), edit("c")), "a", "b")
    assert found.recipe.edits == (edit("a", A, B, C, gain=0.5), edit("c"))


def test_only_the_chosen_ones_are_at_work():
    found = with_enabled(project(edit("a"), edit("b"), edit("c", enabled=False)), ["c"])
    assert [each.enabled for each in found.recipe.edits] == [False, False, True]
