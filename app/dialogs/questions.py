"""Save before it is lost? And other questions with few answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QColorDialog, QInputDialog, QMessageBox, QWidget

_BUTTONS = QMessageBox.StandardButton


def ask_save_changes(parent: QWidget, name: str) -> Literal["save", "discard", "cancel"]:
    """Asked before a project with unsaved changes is left."""
    text = _tr("Save the changes to “{name}”?").format(name=name)
    box = _question(parent, text, _tr("Without saving, the edits, what is painted and what was found are lost."))
    box.setStandardButtons(_BUTTONS.Save | _BUTTONS.Discard | _BUTTONS.Cancel)
    box.setDefaultButton(_BUTTONS.Save)
    answer = box.exec()
    return "save" if answer == _BUTTONS.Save else "discard" if answer == _BUTTONS.Discard else "cancel"


def ask_discard_recovered(parent: QWidget) -> bool:
    """Whether recovered work is really not wanted."""
    box = _question(parent, _tr("Discard the recovered work?"), _tr("It cannot be brought back afterwards."))
    box.setStandardButtons(_BUTTONS.Discard | _BUTTONS.Cancel)
    box.setDefaultButton(_BUTTONS.Cancel)
    return box.exec() == _BUTTONS.Discard


def ask_name(parent: QWidget, name: str) -> str | None:
    """Another name of a scene; empty for none, None when the question is closed."""
    label = _tr("Name of the scene; empty for its seed.")
    text, agreed = QInputDialog.getText(parent, _tr("Name scene"), label, text=name)
    return text.strip()[:200] if agreed else None


def ask_units(parent: QWidget) -> str:
    """Names of units, several with commas between; empty when the question is closed."""
    label = _tr("Part, for instance b32.conv1/265 or layer8/265. Several with commas between.")
    text, agreed = QInputDialog.getText(parent, _tr("Add a part by name"), label)
    return text.strip() if agreed else ""


def ask_clear_cache(parent: QWidget) -> bool:
    """Whether everything that was downloaded, and every kept search, may go."""
    lost = _tr("Generators of the web are downloaded again, and searches begin anew. Your files stay.")
    box = _question(parent, _tr("Clear the cache?"), lost)
    box.setStandardButtons(_BUTTONS.Yes | _BUTTONS.Cancel)
    box.button(_BUTTONS.Yes).setText(_tr("Clear"))
    box.setDefaultButton(_BUTTONS.Cancel)
    return box.exec() == _BUTTONS.Yes


def ask_colour(parent: QWidget, colour: QColor, follow: Callable[[QColor], object]) -> QColor | None:
    """The colour of an edit's light; None when the question is closed. follow: hears what is looked at meanwhile."""
    dialog = QColorDialog(colour, parent)
    dialog.setWindowTitle(_tr("Colour of the light"))
    dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)  # only Qt's own says what is looked at
    dialog.currentColorChanged.connect(follow)
    agreed = dialog.exec()
    return dialog.currentColor() if agreed else None


def _question(parent: QWidget, text: str, lost: str) -> QMessageBox:
    """A question without its buttons. lost: what yes, or no, would cost."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(text)
    box.setInformativeText(lost)
    return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("questions", text)
