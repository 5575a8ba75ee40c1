"""Save before it is lost? And other questions with few answers."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QInputDialog, QMessageBox, QWidget

from models.version import VERSION


def ask_save_changes(parent: QWidget, name: str) -> Literal["save", "discard", "cancel"]:
    """Asked before a project with unsaved changes is left."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(_tr("Save the changes to “{name}”?").format(name=name))
    box.setInformativeText(_tr("Without saving, the edits, what is painted and what was found are lost."))
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Save)
    answer = box.exec()
    return "save" if answer == buttons.Save else "discard" if answer == buttons.Discard else "cancel"


def ask_discard_recovered(parent: QWidget) -> bool:
    """Whether recovered work is really not wanted."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setText(_tr("Discard the recovered work?"))
    box.setInformativeText(_tr("It cannot be brought back afterwards."))
    buttons = QMessageBox.StandardButton
    box.setStandardButtons(buttons.Discard | buttons.Cancel)
    box.setDefaultButton(buttons.Cancel)
    return box.exec() == buttons.Discard


def ask_units(parent: QWidget) -> str:
    """Names of units, several with commas between; empty when the question is closed."""
    label = _tr("Part, for instance b32.conv1/265 or layer8/265. Several with commas between.")
    text, agreed = QInputDialog.getText(parent, _tr("Add a part by name"), label)
    return text.strip() if agreed else ""


def show_about(parent: QWidget) -> None:
    """What this is, and what it is built on."""
    text = _tr(
        "<h3>Unlit {version}</h3>"
        "<p>A studio for editing image generators themselves.</p>"
        "<p>The search ablates style channels as Cui et al. 2022 do; shifts are in standard deviations as in "
        "StyleSpace (Wu et al. 2021); the networks are StyleGAN2 and 3 (Karras et al. 2020, 2021) and StyleGAN-XL "
        "(Sauer et al. 2022).</p>"
        "<p>Apache License 2.0. The lamp room and its generator are CC0.</p>"
    )
    QMessageBox.about(parent, _tr("About Unlit"), text.format(version=VERSION))


def _tr(text: str) -> str:
    return QCoreApplication.translate("questions", text)
