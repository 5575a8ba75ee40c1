"""Every view can be used without eyes and without a mouse."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTableView,
    QWidget,
)
from test_panel_inspector import UNIT, inspection

from app.canvas.view import CanvasView
from app.dialogs.export import ExportDialog
from app.dialogs.export_choices import ExportOffer
from app.dialogs.report import ReportDialog
from app.panels.balance_word import BalanceWordPanel
from app.panels.change_word import ChangeWordPanel
from app.panels.edits import EditsPanel
from app.panels.inspector import InspectorPanel
from app.panels.prompt import PromptPanel
from app.panels.scenes import ScenesStrip
from app.panels.search import SearchPanel
from app.panels.status import StatusStrip
from app.panels.tool_options import ToolOptions
from app.panels.toolbar import Toolbar
from app.panels.welcome import RecentProject, WelcomePanel
from app.widgets.toast import Notice, Toast
from models.document.concept import ConceptEdit, Pair, Share
from models.document.generator_info import FileFormat, Fingerprint
from models.document.inspection import effects
from models.document.recipe import Recipe, UnitEdit
from models.document.report import ReportRequest
from models.document.scene import Prompt, Scene
from models.document.units import Layer, UnitId

INTERACTIVE = (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTableView,
)
LIT = ConceptEdit("a", "Unlit", "replace", (Pair("lit", "unlit"), Pair("candle", "")))


def edits(_):
    panel = EditsPanel()
    panel.set_edits((UnitEdit("a", "Lamp 1", (UnitId("b4.conv1", 1),)), UnitEdit("b", "Rug", ())))
    return panel


def search(ranking):
    panel = SearchPanel()
    panel.set_ranking(ranking, done=True)
    return panel


def scenes(_):
    strip = ScenesStrip()
    strip.set_scenes((Scene(seed=1), Scene(seed=2)), 0)
    return strip


def welcome(_):
    panel = WelcomePanel()
    panel.set_recent((RecentProject("/a.unlit", "Evening"),))
    return panel


def prompt(_):
    panel = PromptPanel(("ddim", "euler"))
    panel.set_scene(Scene(1, prompt=Prompt("a lamp beside a bed")))
    panel.words.set_words(("a", "lamp", "beside", "a", "bed"))
    return panel


def words(_):
    panel = EditsPanel()
    panel.show_words(True)
    panel.set_edits((LIT, replace(LIT, key="b", name="Others")))
    return panel


def change_word(_):
    panel = ChangeWordPanel()
    panel.set_edit(replace(LIT, kind="debias", shares=(Share("man", 0.5), Share("woman", 0.5))), in_sentences=True)
    panel.more.click()
    return panel


def balance_word(_):
    panel = BalanceWordPanel()
    panel.more.click()
    return panel


def inspector(_):
    panel = InspectorPanel()
    panel.set_unit(UNIT, Layer("b8.conv1", "conv", 16, 8), effects("conv"))
    panel.set_inspection(inspection())
    return panel


def export_dialog(_):
    return ExportDialog(ExportOffer((FileFormat("lora", "LoRA", ".safetensors"),), "Room", Path(), None, {}))


def report_dialog(_):
    return ReportDialog(Path("report"), ReportRequest(Recipe(Fingerprint("0" * 64, "test"))))


def toast(_):
    window = QWidget()
    Toast(window).tell(Notice("Saved.", (("Show the file", print),), "details"))
    return window


VIEWS = (
    edits, words, change_word, balance_word, export_dialog, report_dialog, search, scenes, prompt, inspector, welcome,
    toast,
    lambda _: StatusStrip(), lambda _: Toolbar(), lambda _: ToolOptions(),
)  # fmt: skip


@pytest.fixture(params=VIEWS)
def view(request, qtbot, make_ranking, units):
    widget = request.param(make_ranking(units))
    qtbot.addWidget(widget)
    return widget


def own(widget: QWidget) -> bool:
    """Not a part that Qt made inside another widget."""
    inside = widget.parentWidget()
    return not isinstance(widget, QScrollBar) and not isinstance(inside, QAbstractSpinBox | QTableView)


def pieces(view):
    return [piece for piece in view.findChildren(QWidget) if isinstance(piece, INTERACTIVE) and own(piece)]


def test_every_interactive_widget_has_a_name(view):
    assert pieces(view)
    nameless = [piece for piece in pieces(view) if not piece.accessibleName()]
    assert nameless == []


def test_names_within_a_view_differ(view):
    names = [piece.accessibleName() for piece in pieces(view)]
    assert len(set(names)) == len(names)


def test_every_interactive_widget_can_be_reached_by_tab(view):
    passive = [
        p for p in pieces(view) if not isinstance(p, QProgressBar) and not p.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert passive == []


def test_the_canvas_has_a_name(qtbot):
    canvas = CanvasView()
    qtbot.addWidget(canvas)
    assert canvas.accessibleName()
    assert canvas.focusPolicy() & Qt.FocusPolicy.TabFocus
