"""Preferences: one control for each line of the table of settings. What is changed holds at once."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.session.settings import BY_KEY, SETTINGS, Setting, Settings
from app.widgets.labels import dim_label, heading, small_font
from app.widgets.language import said_in
from app.widgets.wording import bytes_text

_WIDTH, _LABELS = 500, 190  # at least


class PreferencesDialog(QDialog):
    """clear_wanted: the cache is to be cleared."""

    clear_wanted = Signal()

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Preferences"))
        self._settings = settings
        self._cache, self._language_tip = QLabel(wordWrap=True), QLabel()
        settings.changed.connect(self._say_when)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(6)
        column.addStrut(_WIDTH)
        for page, title in self._pages().items():
            column.addWidget(heading(title))
            column.addLayout(self._form([setting for setting in SETTINGS if setting.page == page]))
            column.addSpacing(10)
        column.addWidget(heading(self.tr("Cache")))
        column.addLayout(self._cache_row())
        column.addStretch(1)
        column.addWidget(self._close_box())

    def set_cache(self, size: int, folder: str) -> None:
        """Show how large the cache is, in bytes, and where."""
        amount = bytes_text(size) if size else self.tr("Nothing")
        self._cache.setText(self.tr("{amount} in {folder}").format(amount=amount, folder=folder))
        self._clear.setEnabled(size > 0)

    def _say_when(self, key: str) -> None:
        """That the language waits for the next start is also said to those who only read the chosen one."""
        if key == "language":
            text = BY_KEY[key].tip
            chosen = said_in(self._settings.text(key), "settings", text)
            self._language_tip.setText(" · ".join(dict.fromkeys((_tr(text), chosen))))

    def _pages(self) -> dict[str, str]:
        return {"Looks": self.tr("Looks"), "Work": self.tr("Work"), "Engine": self.tr("Engine")}

    def _form(self, settings: list[Setting]) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(4)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for setting in settings:
            control = self._control(setting)
            control.setObjectName(setting.key)
            control.setAccessibleName(_tr(setting.text))
            control.setToolTip(_tr(setting.tip) if setting.tip else _tr(setting.text))
            label = QLabel("" if isinstance(control, QCheckBox) else _tr(setting.text))
            label.setMinimumWidth(self._label_width())
            form.addRow(label, control)
            if setting.tip:
                tip = dim_label(_tr(setting.tip))
                tip.setFont(small_font(tip))
                form.addRow("", tip)
                if setting.key == "language":
                    self._language_tip = tip
        return form

    def _label_width(self) -> int:
        """That of the widest, so that the fields of all pages stand below each other."""
        labels = (_tr(setting.text) for setting in SETTINGS if not isinstance(setting.default, bool))
        return max(_LABELS, *(self.fontMetrics().horizontalAdvance(label) for label in labels))

    def _control(self, setting: Setting) -> QWidget:
        match setting.default:
            case bool():
                return self._switch(setting)
            case str():
                return self._choice(setting)
            case int() | float():
                return self._number(setting)
            case _:
                assert_never(setting.default)

    def _switch(self, setting: Setting) -> QCheckBox:
        box = QCheckBox(_tr(setting.text))
        box.setChecked(bool(self._settings.value(setting.key)))
        box.toggled.connect(lambda on: self._settings.set(setting.key, on))
        return box

    def _choice(self, setting: Setting) -> QComboBox:
        box = QComboBox()
        for value, words in setting.choices:
            box.addItem(_tr(words), value)
        box.setCurrentIndex(box.findData(self._settings.value(setting.key)))
        box.currentIndexChanged.connect(lambda index: self._settings.set(setting.key, box.itemData(index)))
        return box

    def _number(self, setting: Setting) -> QSpinBox | QDoubleSpinBox:
        """It holds when the typing is over: some settings start the engine again."""
        box = QSpinBox() if isinstance(setting.default, int) else QDoubleSpinBox(decimals=1, singleStep=0.5)
        kind = type(setting.default)
        box.setKeyboardTracking(False)
        box.setRange(kind(setting.smallest), kind(setting.largest))  # pyright: ignore[reportArgumentType]
        box.setSuffix(f" {setting.unit}")
        box.setSpecialValueText(_tr(setting.none) if setting.none else "")
        box.setValue(self._settings.value(setting.key))  # pyright: ignore[reportArgumentType]
        box.valueChanged.connect(lambda value: self._settings.set(setting.key, kind(value)))
        return box

    def _cache_row(self) -> QHBoxLayout:
        self._cache.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._clear = QPushButton(self.tr("Clear…"), autoDefault=False)
        self._clear.setAccessibleName(self.tr("Clear the cache"))
        self._clear.clicked.connect(lambda: self.clear_wanted.emit())
        row = QHBoxLayout()
        row.addWidget(self._cache, 1)
        row.addWidget(self._clear)
        return row

    def _close_box(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = box.button(QDialogButtonBox.StandardButton.Close)
        close.setAccessibleName(close.text().replace("&", ""))
        box.rejected.connect(self.reject)
        return box


def _tr(text: str) -> str:
    return QCoreApplication.translate("settings", text)
