"""The one table of commands: menus, keys and tooltips are made from it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow

Menu = Literal["File", "Edit", "Region", "View", "Search", "Window", "Help"]
Need = Literal["nothing", "project", "paint", "region", "parts", "words", "edits of words", "word", "work"]
CONTEXT = "actions"
_NATIVE = QKeySequence.SequenceFormat.NativeText


@dataclass(frozen=True)
class Command:
    """One command. needs: what must be there for it to be enabled. checkable: it stays pressed."""

    key: str
    menu: Menu
    text: str
    shortcuts: tuple[str, ...] = ()
    tip: str = ""
    needs: Need = "project"
    checkable: bool = False
    separated: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("open_sample", "File", "Open the sample roo&m", needs="nothing"),
    Command("open_words", "File", "Open the sample room of wor&ds", needs="nothing"),
    Command("open_generator", "File", "&Open a generator…", ("Ctrl+O",), needs="nothing"),
    Command("open_folder", "File", "Open a &folder…", tip="A Stable Diffusion in diffusers' folder", needs="nothing"),
    Command("open_web", "File", "Open from the &web…", ("Ctrl+Shift+W",), needs="nothing"),
    Command("open_project", "File", "Open a pro&ject…", ("Ctrl+Shift+O",), needs="nothing"),
    Command("close", "File", "&Close project", ("Ctrl+W",)),
    Command("save", "File", "&Save project", ("Ctrl+S",), separated=True),
    Command("save_as", "File", "Save project &as…", ("Ctrl+Shift+S",)),
    Command("save_picture", "File", "Save &picture…", ("Ctrl+P",), separated=True),
    Command("save_sheet", "File", "Save contact s&heet…", tip="Every scene, before and after"),
    Command("save_recipe", "File", "Save &recipe…", tip="The edits alone, as a file for this generator"),
    Command(
        "export",
        "File",
        "Save &edited generator…",
        ("Ctrl+E",),
        tip="Write the generator with its edits, open it again and compare",
    ),
    Command(
        "report",
        "File",
        "Repor&t…",
        tip="What the edits do, measured in pictures with and without them",
        needs="edits of words",
    ),
    Command("quit", "File", "&Quit", ("Ctrl+Q",), needs="nothing", separated=True),
    Command("undo", "Edit", "&Undo", ("Ctrl+Z",)),
    Command("redo", "Edit", "&Redo", ("Ctrl+Shift+Z", "Ctrl+Y")),
    Command("copy_recipe", "Edit", "Copy &all edits", ("Ctrl+C",), "Paste them in another project", separated=True),
    Command("paste", "Edit", "&Paste", ("Ctrl+V",), "Copied edits, or a link to a generator", "nothing"),
    Command("add_part", "Edit", "Add a part by &name…", ("Ctrl+U",), tip="A slider for a unit such as b32.conv1/265"),
    Command(
        "change_word",
        "Edit",
        "Change a &word…",
        ("Ctrl+T",),
        tip="Make a word mean something else to the generator",
        needs="words",
    ),
    Command(
        "balance_word",
        "Edit",
        "&Balance a word…",
        ("Ctrl+Shift+T",),
        tip="Make what a word leaves open come as often as you want",
        needs="words",
    ),
    Command("palette", "Edit", "F&ind a command…", ("Ctrl+K",), "Type a few letters of it", "nothing", separated=True),
    Command("shortcuts", "Edit", "&Keyboard shortcuts…", needs="nothing"),
    Command("preferences", "Edit", "Pre&ferences…", ("Ctrl+,",), needs="nothing"),
    Command("copy_edits", "Edit", "Copy edits as co&mmands", tip="The commands that write the same recipe"),
    Command("copy_export", "Edit", "Copy e&xport as commands", tip="The commands that save the same edited generator"),
    Command("select", "Region", "Smart &select", ("S",), "Click a thing to paint it, with Alt to remove it"),
    Command("brush", "Region", "&Brush", ("B",)),
    Command("eraser", "Region", "&Eraser", ("E",)),
    Command("lasso", "Region", "L&asso", ("L",), "Draw a line around a thing to paint it, with Alt to remove it"),
    Command("rectangle", "Region", "&Rectangle", ("R",), "Drag from corner to corner, with Alt to remove"),
    Command("hand", "Region", "Move the &picture", ("H",)),
    Command("swap", "Region", "Br&ush or eraser", ("X",), "From the one to the other and back"),
    Command(
        "keep",
        "Region",
        "&Keep this unchanged",
        ("K",),
        tip="Paint what is to stay as it is: parts that change it come later",
        checkable=True,
    ),
    Command("larger_brush", "Region", "&Larger brush", ("]",)),
    Command("smaller_brush", "Region", "S&maller brush", ("[",)),
    Command("clear_region", "Region", "&Clear", ("Ctrl+D",), needs="paint", separated=True),
    Command("invert_region", "Region", "&Invert", ("Ctrl+Shift+I",), needs="paint"),
    Command("grow_region", "Region", "&Grow", needs="paint", separated=True),
    Command("shrink_region", "Region", "S&hrink", needs="paint"),
    Command("soften_region", "Region", "So&ften", needs="paint"),
    Command("show_region", "View", "Show &region", ("Q",), checkable=True),
    Command("compare", "View", "&Before", checkable=True, tip="Show the picture as generated; hold \\ for a look"),
    Command(
        "split", "View", "Before and after, s&plit", ("Shift+Y",), "Left of a line you drag: before", checkable=True
    ),
    Command("side_by_side", "View", "Before and after, si&de by side", ("Y",), checkable=True),
    Command("browse_seeds", "View", "Bro&wse seeds…", ("Ctrl+B",), "Many seeds to pick scenes from", separated=True),
    Command(
        "random_scenes", "View", "Random &scenes", tip="Others in place of those not pinned, named, painted or shown"
    ),
    Command(
        "pin_scene",
        "View",
        "Pi&n scene",
        tip="A pinned scene stays when others make room",
        checkable=True,
        separated=True,
    ),
    Command("name_scene", "View", "Na&me scene…"),
    Command("remove_scene", "View", "Remo&ve scene"),
    Command("fit", "View", "&Fit", ("Ctrl+0",), separated=True),
    Command("actual_size", "View", "&100 %", ("Ctrl+1",)),
    Command("zoom_in", "View", "Zoom &in", ("Ctrl++", "Ctrl+=")),
    Command("zoom_out", "View", "Zoom &out", ("Ctrl+-",)),
    Command(
        "word_region",
        "Region",
        "Use the &word as region",
        tip="Paints what the chosen word of the prompt looks at",
        needs="word",
        separated=True,
    ),
    Command("search", "Search", "&Find what makes this", ("Ctrl+Return",), needs="region"),
    Command(
        "together",
        "Search",
        "Find parts that work &together",
        ("Ctrl+Shift+Return",),
        tip="One slider of several parts, and which way the painted thing goes away",
        needs="parts",
    ),
    Command("cancel", "Search", "&Cancel", ("Esc",), needs="work"),
    Command("elsewhere", "Search", "&Look on other scenes, too", needs="project", checkable=True, separated=True),
    Command("exhaustive", "Search", "Try &every part", needs="project", checkable=True),
    Command("save_ranking", "Search", "Save &ranking…", separated=True),
    Command(
        "copy_search",
        "Search",
        "Copy search as co&mmand…",
        tip="Writes what is painted to a file, and copies the command that searches with it",
        needs="region",
    ),
    Command(
        "show_generator", "Window", "&Generator", ("F5",), "What is open: its card, layers and licence", checkable=True
    ),
    Command("show_history", "Window", "&History", ("F7",), "Every step that can be undone", checkable=True),
    Command("show_inspector", "Window", "&Inspector", ("F8",), "What one part is looking for", checkable=True),
    Command(
        "next_area",
        "Window",
        "&Next area",
        ("F6",),
        "From the tools to the picture, the edits, the search and so on, without a mouse",
        "nothing",
        separated=True,
    ),
    Command("area_before", "Window", "Area &before", ("Shift+F6",), "The same way back", "nothing"),
    Command("help", "Help", "&Help", ("F1",), "First steps, tools, words and keys", needs="nothing"),
    Command("about", "Help", "&About Unlit", needs="nothing"),
)
MENUS: tuple[tuple[Menu, str], ...] = (
    ("File", "&File"),
    ("Edit", "&Edit"),
    ("Region", "&Region"),
    ("View", "&View"),
    ("Search", "&Search"),
    ("Window", "&Window"),
    ("Help", "&Help"),
)


def make_actions(window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """An action for every command, in the window's menu bar. Raises KeyError when a command has no handler."""
    menus = {name: window.menuBar().addMenu(_translated(title)) for name, title in MENUS}
    actions = {}
    for command in COMMANDS:
        action = QAction(_translated(command.text), window, checkable=command.checkable)
        action.setShortcuts([QKeySequence(keys) for keys in command.shortcuts])
        action.setToolTip(tool_tip(command, command.shortcuts))
        handler = handlers[command.key]
        action.triggered.connect(lambda _checked=False, run=handler: run())
        if command.separated:
            menus[command.menu].addSeparator()
        menus[command.menu].addAction(action)
        actions[command.key] = action
    return actions


def plain_text(command: Command) -> str:
    """Its words, without the mark of the key that opens it in the menu."""
    return _translated(command.text).replace("&", "")


def tool_tip(command: Command, shortcuts: Sequence[str]) -> str:
    """What it does and its first shortcut."""
    tip = _translated(command.tip) if command.tip else plain_text(command)
    return f"{tip} ({QKeySequence(shortcuts[0]).toString(_NATIVE)})" if shortcuts else tip


def enable_actions(actions: dict[str, QAction], there: Collection[str]) -> None:
    """Enable what can be done now. there: what of `needs` there is."""
    for command in COMMANDS:
        actions[command.key].setEnabled(command.needs == "nothing" or command.needs in there)


def _translated(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
