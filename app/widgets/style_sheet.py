"""The style sheet of the studio; `$name` stands for a colour of the theme, or for a picture.

A button asks for another look by a property: `look` is "primary" (one a panel), "flat" (icons) or "tool".
A label that has `look` "dim" or "heading" is quieter than the rest.
"""

from __future__ import annotations

from string import Template

STYLE_SHEET = Template("""
QLabel[look="dim"] { color: $dim; }
QLabel[look="heading"] { color: $dim; font-weight: 600; letter-spacing: 1px; }
QLabel[look="badge"] { color: $accent; border: 1px solid $line; border-radius: 7px; padding: 0 6px; }
QLabel[look="title"] { font-size: 26pt; font-weight: 600; }

QPushButton {
    background: $button; color: $text; border: 1px solid $line; border-radius: 4px;
    padding: 5px 12px; min-height: 16px;
}
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $line; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { background: $window; color: $faint; border-color: $line; }

QPushButton[look="primary"] {
    background: $fill; color: $on_fill; border-color: $fill; font-weight: 600; padding: 7px 16px;
}
QPushButton[look="primary"]:hover { background: $fill_hover; border-color: $fill_hover; }
QPushButton[look="primary"]:pressed { background: $accent; border-color: $accent; }
QPushButton[look="primary"]:focus { border: 2px solid $text; padding: 6px 15px; }
QPushButton[look="primary"]:disabled { background: $window; color: $faint; border: 1px solid $line; padding: 7px 16px; }

QPushButton[look="link"] { background: transparent; border-color: transparent; color: $accent; padding: 3px 8px; }
QPushButton[look="link"]:hover { background: $hover; }
QPushButton[look="link"]:focus { border-color: $accent; }
QPushButton[look="link"]:disabled { color: $faint; }

QToolButton { background: transparent; color: $text; border: 1px solid transparent; border-radius: 4px; padding: 3px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed { background: $line; }
QToolButton:focus { border-color: $accent; }
QToolButton:disabled { color: $faint; }
QToolButton[look="menu"]::menu-indicator { image: none; width: 0; }
QToolButton[look="grip"] { padding: 2px 0; }
QToolButton[look="tool"] { padding: 6px; }
QToolButton[look="tool"]:checked { background: $selection; color: $on_selection; }
QToolButton[look="switch"] { padding: 6px; }
QToolButton[look="chip"] { background: $button; border-color: $line; padding: 3px 8px; border-radius: 10px; }
QToolButton[look="chip"]:hover { background: $hover; }
QToolButton[look="chip"]:checked { background: $selection; color: $on_selection; }
QToolButton[look="chip"]:focus { border-color: $accent; }
QToolButton[look="dashed"] { border: 1px dashed $line; margin-top: 3px; }
QToolButton[look="dashed"]:hover { border-color: $dim; }
QToolButton[look="dashed"]:focus { border-color: $accent; }

QLineEdit, QPlainTextEdit, QDoubleSpinBox[look="value"] {
    background: $base; color: $text; border: 1px solid $line; border-radius: 4px; padding: 2px 4px;
    selection-background-color: $selection; selection-color: $on_selection;
}
QLineEdit:focus, QPlainTextEdit:focus, QDoubleSpinBox[look="value"]:focus { border-color: $accent; }
QDoubleSpinBox[look="value"]::up-button, QDoubleSpinBox[look="value"]::down-button { width: 0; border: none; }
QDoubleSpinBox[look="value"]:disabled { color: $faint; }
QDoubleSpinBox[look="value"] QLineEdit { background: transparent; border: none; }
QLineEdit[look="name"] { background: transparent; border-color: transparent; padding: 2px 3px; font-weight: 600; }
QLineEdit[look="name"]:hover { border-color: $line; }
QLineEdit[look="name"]:focus { border-color: $accent; }
QLineEdit[look="name"][readOnly="false"] { background: $base; border-color: $accent; }

QTextBrowser { background: $base; border: 1px solid $line; border-radius: 4px; padding: 8px 12px; }
QComboBox, QSpinBox, QDoubleSpinBox { border: 1px solid $line; border-radius: 4px; padding: 3px 6px; }
QComboBox { background: $button; }
QComboBox:hover { background: $hover; }
QSpinBox, QDoubleSpinBox { background: $base; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("$arrow"); width: 10px; height: 6px; }
QSpinBox::up-button, QSpinBox::down-button, QDoubleSpinBox::up-button, QDoubleSpinBox::down-button {
    width: 0; border: none;
}
QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus { border-color: $accent; }
QComboBox:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled { color: $faint; }
QCheckBox { spacing: 6px; }
QCheckBox::indicator { width: 13px; height: 13px; border: 1px solid $dim; border-radius: 3px; background: $base; }
QCheckBox::indicator:checked { background: $fill; border-color: $fill; image: url("$check"); }
QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox:focus { color: $accent; }
QCheckBox:disabled { color: $faint; }

QRadioButton { spacing: 6px; }
QRadioButton::indicator { width: 13px; height: 13px; border: 1px solid $dim; border-radius: 7px; background: $base; }
QRadioButton::indicator:checked { width: 5px; height: 5px; border: 5px solid $fill; background: $on_fill; }
QRadioButton::indicator:focus { border-color: $accent; }
QRadioButton:focus { color: $accent; }
QRadioButton:disabled { color: $faint; }

QSlider[look="option"]::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
QSlider[look="option"]::add-page:horizontal { background: $line; border-radius: 2px; }
QSlider[look="option"]::sub-page:horizontal { background: $accent; border-radius: 2px; }
QSlider[look="option"]::handle:horizontal {
    background: $text; border: 2px solid $window; width: 12px; margin: -6px 0; border-radius: 8px;
}
QSlider[look="option"]::handle:horizontal:focus { border-color: $accent; }

QProgressBar { background: $base; border: 1px solid $line; border-radius: 3px; min-height: 4px; max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget#page { background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QFrame[look="card"] { background: $alternate; border: 1px solid $line; border-radius: 6px; }
QFrame[look="insertion"] { background: $accent; border: none; }
QFrame[look="strip"] { background: $window; border-top: 1px solid $line; }
QFrame[look="toast"] { background: $button; border: 1px solid $line; border-radius: 6px; }
QFrame[look="toast"][error="true"] { border-color: $accent; }

QMenuBar { background: $window; border: none; }
QMenuBar::item { background: transparent; padding: 9px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }

QTabWidget::pane { border: none; border-left: 1px solid $line; }
QTabBar::tab {
    background: transparent; color: $dim; padding: 9px 12px; border: none; border-bottom: 2px solid transparent;
}
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; }
QTabBar::tab:focus { color: $accent; }
QLineEdit[look="large"] { padding: 7px 8px; font-size: 11pt; }
QListView, QTreeView { background: $base; border: 1px solid $line; border-radius: 4px; outline: none; }
QListView:focus, QTreeView:focus, QTextBrowser:focus { border-color: $accent; }
QListView::item, QTreeView::item { padding: 5px 6px; }
QListView::item:selected, QTreeView::item:selected { background: $selection; color: $on_selection; }

QTableView {
    background: $base; alternate-background-color: $alternate; border: 1px solid $line; gridline-color: $line;
}
QTableView:focus { border-color: $accent; }
QTableView::item { padding: 0 6px; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QHeaderView::section {
    background: $window; color: $dim; border: none; border-bottom: 1px solid $line; padding: 4px 6px;
}
QToolTip { background: $button; color: $text; border: 1px solid $line; padding: 4px 6px; }
""")
