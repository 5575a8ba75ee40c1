"""The window: makes the views, gives each its presenter, and puts them in their places. No logic."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QMainWindow, QPlainTextEdit, QPushButton, QWidget

from app.actions import COMMANDS, make_actions
from app.areas import Area, Areas
from app.canvas.view import CanvasView
from app.handlers import make_handlers
from app.panels.balance_word import BalanceWordPanel
from app.panels.change_word import ChangeWordPanel
from app.panels.class_choice import ClassChoice
from app.panels.edits import EditsPanel
from app.panels.generator import GeneratorPanel
from app.panels.history import HistoryPanel
from app.panels.inspector import InspectorPanel
from app.panels.prompt import PromptPanel
from app.panels.scene_sliders import SceneSliders
from app.panels.scenes import ScenesStrip
from app.panels.search import SearchPanel
from app.panels.side_tabs import SideTabs
from app.panels.status import StatusStrip
from app.panels.tool_options import ToolOptions
from app.panels.toolbar import Toolbar
from app.panels.welcome import RecentProject, WelcomePanel
from app.places import Places
from app.presenters.balance_word import BalanceWordPresenter
from app.presenters.canvas import CanvasPresenter
from app.presenters.change_word import ChangeWordPresenter
from app.presenters.commands import CommandsPresenter
from app.presenters.copying import CopyingPresenter
from app.presenters.edit_wishes import EditWishes
from app.presenters.edits import EditsPresenter
from app.presenters.files import FilesPresenter
from app.presenters.generator import GeneratorPresenter
from app.presenters.help import HelpPresenter
from app.presenters.inspector import InspectorPresenter
from app.presenters.preferences import PreferencesPresenter
from app.presenters.prompt import PromptPresenter
from app.presenters.recovery import RecoveryPresenter
from app.presenters.report import ReportPresenter
from app.presenters.saving import SavingPresenter
from app.presenters.scenes import ScenesPresenter
from app.presenters.search import SearchPresenter
from app.presenters.selecting import SelectingPresenter
from app.presenters.showing import ShowingPresenter
from app.presenters.status import StatusPresenter
from app.session.recent import recent_projects
from app.studio import Studio
from app.widgets.pictures import dropped_file
from app.widgets.tab_order import step_focus
from app.widgets.toast import Toast
from models.checkpoints.public import public_generators
from models.document.pictures import read_thumbnail
from models.generators.diffusion.schedulers import SCHEDULERS


class MainWindow(QMainWindow):
    """Welcome first; the studio once a generator is open."""

    def __init__(self, studio: Studio) -> None:
        super().__init__()
        self.studio = studio
        self.setAcceptDrops(True)
        self.resize(1240, 820)
        self._make_views()
        self.places = Places(self)
        self.setCentralWidget(self.places)
        self.toast = Toast(self.places.pages)
        self.areas = self._make_areas()
        self._make_presenters()
        self.actions_by_key = make_actions(self, make_handlers(self))
        self.preferences.follow(self.actions_by_key)
        self.canvas.leave_keys({keys for command in COMMANDS for keys in command.shortcuts})
        self.commands = CommandsPresenter(studio, self.canvas, self.side_tabs, self.actions_by_key)
        self._make_corner()
        self._connect()
        self._show_state()

    # ---------------------------------------------------------------------------------------------------- making
    def _make_views(self) -> None:
        self.welcome, self.canvas, self.toolbar = WelcomePanel(public=public_generators()), CanvasView(), Toolbar()
        self.tool_options = ToolOptions()
        self.class_choice, self.prompt = ClassChoice(), PromptPanel(SCHEDULERS)
        self.scene_sliders = SceneSliders()
        self.edits, self.search, self.scenes, self.status = EditsPanel(), SearchPanel(), ScenesStrip(), StatusStrip()
        self.generator, self.history = GeneratorPanel(), HistoryPanel(self.studio.session.undo_stack)
        self.change_word, self.side_tabs = ChangeWordPanel(), SideTabs()
        self.balance_word = BalanceWordPanel()
        self.change_word.hide()
        self.balance_word.hide()
        self.inspector = InspectorPanel()
        self.side_tabs.add("generator", self.tr("Generator"), self.generator)
        self.side_tabs.add("history", self.tr("History"), self.history)
        self.side_tabs.add("inspector", self.tr("Inspector"), self.inspector)

    def _make_areas(self) -> Areas:
        plain = (self.search, self.change_word, self.side_tabs, self.prompt, self.scenes, self.toast)
        edits = Area(self.edits, self.edits.entry)
        return Areas((Area(self.welcome), Area(self.toolbar), Area(self.canvas), edits, *map(Area, plain)))

    def _make_presenters(self) -> None:
        studio = self.studio
        self.canvas_presenter = CanvasPresenter(studio, self.canvas, self.toolbar, self.tool_options)
        self.status_presenter = StatusPresenter(studio, self.status, self.toast)
        self.saving = SavingPresenter(studio, self, self.canvas_presenter, self.status_presenter)
        self.files = FilesPresenter(studio, self, self.saving, self.status_presenter)
        self.report_presenter = ReportPresenter(studio, self, self.saving, self.status_presenter)
        self.edits_presenter = EditsPresenter(studio, self.edits, self.status_presenter)
        self.change_presenter = ChangeWordPresenter(
            studio, self.change_word, self.edits, self.search, self.prompt.words, self.status_presenter
        )
        self.balance_presenter = BalanceWordPresenter(studio, self.balance_word, self.edits, self.search)
        self.edit_wishes = EditWishes(studio.session, self.edits, self.status_presenter)
        self.showing = ShowingPresenter(studio, self, self.edits, self.saving, self.status_presenter)
        self.copying = CopyingPresenter(studio, self, self.saving, self.status_presenter)
        SearchPresenter(studio, self.search, self.canvas_presenter, self.canvas)
        self.inspecting = InspectorPresenter(studio, self.inspector, self.side_tabs, self.status_presenter)
        SelectingPresenter(studio, self.canvas, self.tool_options, self.canvas_presenter)
        PromptPresenter(studio, self.prompt, self.canvas)
        self.scenes_presenter = ScenesPresenter(studio, self.scenes, self.class_choice, self.scene_sliders, self)
        GeneratorPresenter(studio.session, self.generator)
        self.preferences = PreferencesPresenter(studio.settings, self, self.status_presenter)
        self.help = HelpPresenter(studio.settings, self)
        RecoveryPresenter(studio.autosave, self.welcome, self.files, self.status_presenter)

    def _make_corner(self) -> None:
        """[Before] and [Save edited generator…] at the right of the menu bar."""
        self.compare_button = QPushButton(self.tr("Before"))
        self.compare_button.setCheckable(True)
        self.compare_button.setToolTip(self.actions_by_key["compare"].toolTip())
        self.compare_button.setAccessibleName(self.tr("Show the picture as generated"))
        self.compare_button.clicked.connect(self.compare)
        self.export_button = QPushButton(self.tr("Save edited generator…"))
        self.export_button.setAccessibleName(self.tr("Save edited generator"))
        self.export_button.clicked.connect(self.saving.export)
        corner = QWidget(self.menuBar())
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 4, 8, 4)
        row.addWidget(self.compare_button)
        row.addWidget(self.export_button)
        self.menuBar().setCornerWidget(corner)

    def _connect(self) -> None:
        session, welcome = self.studio.session, self.welcome
        session.opened.connect(self._show_state)
        self.commands.shown.connect(self._show_state)
        welcome.sample_wanted.connect(self.files.open_sample)
        welcome.words_wanted.connect(self.files.open_words)
        welcome.folder_wanted.connect(self.files.open_folder)
        welcome.open_wanted.connect(self.files.open_generator)
        welcome.web_wanted.connect(lambda: self.files.open_web())
        welcome.public_wanted.connect(self.files.open_web)
        welcome.project_wanted.connect(self.files.open_project)
        welcome.recent_wanted.connect(lambda path: self.files.open_path(Path(path)))
        for view in (welcome, self.canvas):
            view.file_dropped.connect(self.files.open_dropped)
        self.search.cancel_wanted.connect(self.status_presenter.cancelling_search)
        self.search.unit_inspected.connect(self.inspecting.look_at)
        self.search.save_wanted.connect(self.saving.save_ranking)
        QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]

    # ---------------------------------------------------------------------------------------------------- showing
    def show_recent(self) -> None:
        """Read the recent projects from the disk and show them on the welcome page."""
        projects = [RecentProject(str(path), path.stem, read_thumbnail(png)) for path, png in recent_projects()]
        self.welcome.set_recent(projects)

    def _show_state(self) -> None:
        session = self.studio.session
        is_open = session.is_open
        self.places.show_work(is_open)
        self.compare_button.setEnabled(is_open)
        self.export_button.setEnabled(is_open and bool(session.shown_recipe.edits) and self.studio.live.ready)
        self._show_title()

    def _show_title(self) -> None:
        session = self.studio.session
        name = session.path.stem if session.path else (session.info.name if session.info else "")
        self.setWindowTitle(f"{name}[*] – Unlit" if name else "Unlit")
        self.setWindowModified(session.dirty)

    def compare(self, on: bool) -> None:
        """Show the picture as generated, or as edited."""
        self.canvas.set_comparing(on)
        self.actions_by_key["compare"].setChecked(on)
        self.compare_button.setChecked(on)

    # ----------------------------------------------------------------------------------------------------- events
    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab and Shift+Tab."""
        return step_focus(self, forward=next)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Holding the backslash shows the picture before, wherever the focus is, except where text is typed."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Backslash and self.isActiveWindow():
            kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
            if event.type() in kinds and not isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
                if not event.isAutoRepeat():
                    self.compare(event.type() == QEvent.Type.KeyPress and self.studio.session.is_open)
                return True
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.files.open_dropped(dropped_file(event.mimeData()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_leave():
            event.ignore()
            return
        QApplication.instance().removeEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]
        self.studio.close()
        event.accept()
