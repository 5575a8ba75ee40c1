"""What each command does: one line a key of `app.actions.COMMANDS`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.canvas.compare import Compare
from app.canvas.tools import Tool, larger, smaller

if TYPE_CHECKING:
    from app.main_window import MainWindow


def make_handlers(window: MainWindow) -> dict[str, Callable[[], object]]:
    """The handlers of one window, which has its views and presenters already."""
    studio, canvas, view = window.studio, window.canvas_presenter, window.canvas
    files, saving = window.files, window.saving
    undo, search, tabs = studio.session.undo_stack, studio.searching, window.side_tabs
    preferences, aids, wishes, scenes = window.preferences, window.help, window.edit_wishes, window.scenes_presenter
    return {
        "open_sample": files.open_sample,
        "open_words": files.open_words,
        "open_folder": files.open_folder,
        "open_generator": files.open_generator,
        "open_web": files.open_web,
        "open_project": files.open_project,
        "close": files.close_project,
        "save": saving.save,
        "save_as": saving.save_as,
        "save_picture": saving.save_picture,
        "save_sheet": window.showing.sheet,
        "save_recipe": saving.save_recipe,
        "export": saving.export,
        "report": window.report_presenter.open,
        "quit": window.close,
        "undo": undo.undo,
        "redo": undo.redo,
        "copy_recipe": wishes.copy_all,
        "paste": lambda: wishes.paste() or files.paste_link(),
        "palette": aids.open_palette,
        "shortcuts": preferences.open_shortcuts,
        "preferences": preferences.open,
        "add_part": window.edits_presenter.add_by_name,
        "change_word": lambda: window.change_presenter.begin(),
        "balance_word": window.balance_presenter.begin,
        "select": lambda: view.set_tool(Tool.SELECT),
        "brush": lambda: view.set_tool(Tool.BRUSH),
        "eraser": lambda: view.set_tool(Tool.ERASER),
        "lasso": lambda: view.set_tool(Tool.LASSO),
        "rectangle": lambda: view.set_tool(Tool.RECTANGLE),
        "hand": lambda: view.set_tool(Tool.HAND),
        "swap": view.swap,
        "keep": lambda: view.set_keeping(not view.keeping()),
        "larger_brush": lambda: view.set_brush_size(larger(view.brush_size())),
        "smaller_brush": lambda: view.set_brush_size(smaller(view.brush_size())),
        "clear_region": canvas.clear,
        "invert_region": canvas.invert,
        "grow_region": lambda: canvas.grow(1),
        "shrink_region": lambda: canvas.grow(-1),
        "soften_region": canvas.soften,
        "word_region": studio.looking.use_as_region,
        "show_region": lambda: view.set_overlay_visible(not view.overlay_visible()),
        "compare": lambda: window.compare(window.actions_by_key["compare"].isChecked()),
        "split": lambda: view.toggle_compare(Compare.SPLIT),
        "side_by_side": lambda: view.toggle_compare(Compare.SIDE_BY_SIDE),
        "fit": view.fit,
        "actual_size": view.actual_size,
        "zoom_in": view.zoom_in,
        "zoom_out": view.zoom_out,
        "search": search.start,
        "together": studio.grouping.start,
        "elsewhere": lambda: search.set_options(elsewhere=not search.options.elsewhere),
        "exhaustive": lambda: search.set_options(exhaustive=not search.options.exhaustive),
        "cancel": window.status_presenter.cancel,
        "browse_seeds": scenes.browse,
        "random_scenes": scenes.random,
        "pin_scene": lambda: scenes.pin(studio.session.project.active),
        "name_scene": lambda: scenes.rename(studio.session.project.active),
        "remove_scene": lambda: scenes.remove(studio.session.project.active),
        "copy_search": window.copying.search,
        "copy_edits": window.copying.edits,
        "copy_export": window.copying.export,
        "save_ranking": saving.save_ranking,
        "show_generator": lambda: tabs.toggle("generator"),
        "show_history": lambda: tabs.toggle("history"),
        "show_inspector": lambda: tabs.toggle("inspector"),
        "next_area": lambda: window.areas.go(1),
        "area_before": lambda: window.areas.go(-1),
        "help": aids.open_help,
        "about": aids.open_about,
    }
