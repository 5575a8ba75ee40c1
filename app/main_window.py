"""The window: puts the views in their places and gives each its presenter. No logic."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.actions import enable_actions, make_actions
from app.canvas.tools import Tool, larger, smaller
from app.canvas.view import CanvasView
from app.dialogs.questions import show_about
from app.panels.class_choice import ClassChoice
from app.panels.edits import EditsPanel
from app.panels.prompt import PromptPanel
from app.panels.scenes import ScenesStrip
from app.panels.search import SearchPanel
from app.panels.status import StatusStrip
from app.panels.toolbar import Toolbar
from app.panels.welcome import RecentProject, WelcomePanel
from app.presenters.canvas import CanvasPresenter
from app.presenters.edits import EditsPresenter
from app.presenters.files import FilesPresenter
from app.presenters.prompt import PromptPresenter
from app.presenters.scenes import ScenesPresenter
from app.presenters.search import SearchPresenter
from app.presenters.status import StatusPresenter
from app.session.document import evidence
from app.session.recent import recent_projects
from app.studio import Studio
from app.widgets.pictures import dropped_file
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
        self._place_views()
        self._make_presenters()
        self.actions_by_key = make_actions(self, self._handlers())
        self._make_corner()
        self._connect()
        self._show_state()

    # ---------------------------------------------------------------------------------------------------- making
    def _make_views(self) -> None:
        self.welcome, self.canvas, self.toolbar = WelcomePanel(public=public_generators()), CanvasView(), Toolbar()
        self.class_choice, self.prompt = ClassChoice(), PromptPanel(SCHEDULERS)
        self.edits, self.search, self.scenes, self.status = EditsPanel(), SearchPanel(), ScenesStrip(), StatusStrip()

    def _place_views(self) -> None:
        side = QSplitter(Qt.Orientation.Vertical)
        side.addWidget(self.edits)
        side.addWidget(self.search)
        side.setSizes([200, 500])
        side.setMinimumWidth(300)
        across = QSplitter(Qt.Orientation.Horizontal)
        across.addWidget(self.canvas)
        across.addWidget(side)
        across.setStretchFactor(0, 1)
        across.setSizes([880, 340])
        for splitter in (side, across):
            splitter.setChildrenCollapsible(False)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        upper.addWidget(self.toolbar)
        upper.addWidget(across, 1)
        self._work = QWidget()
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper, 1)
        column.addWidget(self.prompt)
        lower = QHBoxLayout()
        lower.setSpacing(0)
        lower.addWidget(self.class_choice)
        lower.addWidget(self.scenes, 1)
        column.addLayout(lower)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.welcome)
        self._pages.addWidget(self._work)
        self._place_pages()

    def _place_pages(self) -> None:
        """Over the status strip, which is there from the start: opening a generator takes time, too."""
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._pages, 1)
        column.addWidget(self.status)
        self.setCentralWidget(page)
        self.toast = Toast(self._pages)

    def _make_presenters(self) -> None:
        studio = self.studio
        self.canvas_presenter = CanvasPresenter(studio, self.canvas, self.toolbar)
        self.status_presenter = StatusPresenter(studio, self.status, self.toast)
        self.files = FilesPresenter(studio, self, self.canvas_presenter, self.status_presenter)
        self.edits_presenter = EditsPresenter(studio.session, self.edits, self.status_presenter)
        SearchPresenter(studio, self.search)
        PromptPresenter(studio, self.prompt, self.canvas)
        ScenesPresenter(studio, self.scenes, self.class_choice)

    def _handlers(self) -> dict:
        files, canvas, view, undo = self.files, self.canvas_presenter, self.canvas, self.studio.session.undo_stack
        search = self.studio.searching
        return {
            "open_sample": files.open_sample,
            "open_words": files.open_words,
            "open_folder": files.open_folder,
            "open_generator": files.open_generator,
            "open_web": files.open_web,
            "open_project": files.open_project,
            "close": files.close_project,
            "save": files.save,
            "save_as": files.save_as,
            "save_picture": files.save_picture,
            "save_recipe": files.save_recipe,
            "export": files.export,
            "quit": self.close,
            "undo": undo.undo,
            "redo": undo.redo,
            "paste_link": files.paste_link,
            "add_part": self.edits_presenter.add_by_name,
            "brush": lambda: view.set_tool(Tool.BRUSH),
            "eraser": lambda: view.set_tool(Tool.ERASER),
            "hand": lambda: view.set_tool(Tool.HAND),
            "keep": lambda: view.set_keeping(not view.keeping()),
            "larger_brush": lambda: view.set_brush_size(larger(view.brush_size())),
            "smaller_brush": lambda: view.set_brush_size(smaller(view.brush_size())),
            "clear_region": canvas.clear,
            "invert_region": canvas.invert,
            "grow_region": lambda: canvas.grow(1),
            "shrink_region": lambda: canvas.grow(-1),
            "soften_region": canvas.soften,
            "word_region": self.studio.looking.use_as_region,
            "show_region": lambda: view.set_overlay_visible(not view.overlay_visible()),
            "compare": lambda: self._compare(self._action("compare").isChecked()),
            "fit": view.fit,
            "actual_size": view.actual_size,
            "zoom_in": view.zoom_in,
            "zoom_out": view.zoom_out,
            "search": search.start,
            "together": self.studio.grouping.start,
            "elsewhere": lambda: search.set_options(elsewhere=not search.options.elsewhere),
            "exhaustive": lambda: search.set_options(exhaustive=not search.options.exhaustive),
            "cancel": self.status_presenter.cancel,
            "save_ranking": files.save_ranking,
            "about": lambda: show_about(self),
        }

    def _make_corner(self) -> None:
        """[Before] and [Save edited generator…] at the right of the menu bar."""
        self.compare_button = QPushButton(self.tr("Before"))
        self.compare_button.setCheckable(True)
        self.compare_button.setToolTip(self._action("compare").toolTip())
        self.compare_button.setAccessibleName(self.tr("Show the picture as generated"))
        self.compare_button.clicked.connect(self._compare)
        self.export_button = QPushButton(self.tr("Save edited generator…"))
        self.export_button.setAccessibleName(self.tr("Save edited generator"))
        self.export_button.clicked.connect(self.files.export)
        corner = QWidget(self.menuBar())
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 4, 8, 4)
        row.addWidget(self.compare_button)
        row.addWidget(self.export_button)
        self.menuBar().setCornerWidget(corner)

    def _connect(self) -> None:
        session, welcome = self.studio.session, self.welcome
        session.opened.connect(self._show_state)
        session.changed.connect(self._show_state)
        self.studio.live.ready_changed.connect(self._show_state)
        self.studio.searching.running.connect(self._show_state)
        self.studio.searching.options_changed.connect(self._show_state)
        self.studio.grouping.running.connect(self._show_state)
        self.studio.looking.changed.connect(self._show_state)
        self.studio.looking.running.connect(self._show_state)
        self.studio.exporting.running.connect(self._show_state)
        self.studio.opening.busy.connect(self._show_state)
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
        self.search.cancel_wanted.connect(self.status.start_cancelling)
        self.search.save_wanted.connect(self.files.save_ranking)
        self.canvas.overlay_visible_changed.connect(self._action("show_region").setChecked)
        self.canvas.keeping_changed.connect(self._action("keep").setChecked)
        QApplication.instance().installEventFilter(self)  # pyright: ignore[reportOptionalMemberAccess]

    # ---------------------------------------------------------------------------------------------------- showing
    def show_recent(self) -> None:
        """Read the recent projects from the disk and show them on the welcome page."""
        projects = [RecentProject(str(path), path.stem, read_thumbnail(png)) for path, png in recent_projects()]
        self.welcome.set_recent(projects)

    def _show_state(self) -> None:
        session = self.studio.session
        is_open = session.is_open
        self._pages.setCurrentWidget(self._work if is_open else self.welcome)
        enable_actions(self.actions_by_key, self._there())
        self._action("undo").setEnabled(session.undo_stack.canUndo())
        self._action("redo").setEnabled(session.undo_stack.canRedo())
        self._action("save_ranking").setEnabled(is_open and bool(session.project.rankings))
        options = self.studio.searching.options
        states = {"show_region": self.canvas.overlay_visible(), "keep": self.canvas.keeping()}
        for key, on in (states | {"elsewhere": options.elsewhere, "exhaustive": options.exhaustive}).items():
            self._action(key).setChecked(on)
        self.compare_button.setEnabled(is_open)
        self.export_button.setEnabled(is_open and bool(session.project.recipe.edits) and self.studio.live.ready)
        self._show_title()

    def _there(self) -> set[str]:
        """What there is of what commands need."""
        studio, session = self.studio, self.studio.session
        works = (studio.searching, studio.grouping, studio.exporting, studio.opening, studio.looking)
        there = {"project"} if session.is_open else set()
        there |= {"work"} if any(work.is_running for work in works) else set()
        there |= {"paint"} if session.is_open and session.project.painted else set()
        there |= {"word"} if session.is_open and studio.looking.region is not None else set()
        if studio.searching.is_running or studio.grouping.is_running:
            return there
        there |= {"region"} if session.is_open and evidence(session.project) else set()
        return there | ({"parts"} if studio.live.ready and studio.grouping.possible else set())

    def _show_title(self) -> None:
        session = self.studio.session
        name = session.path.stem if session.path else (session.info.name if session.info else "")
        self.setWindowTitle(f"{name}[*] – Unlit" if name else "Unlit")
        self.setWindowModified(session.dirty)

    def _compare(self, on: bool) -> None:
        self.canvas.set_comparing(on)
        self._action("compare").setChecked(on)
        self.compare_button.setChecked(on)

    def _action(self, key: str) -> QAction:
        return self.actions_by_key[key]

    # ----------------------------------------------------------------------------------------------------- events
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Holding the backslash shows the picture before, wherever the focus is, except where text is typed."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Backslash and self.isActiveWindow():
            kinds = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)
            if event.type() in kinds and not isinstance(QApplication.focusWidget(), QLineEdit):
                if not event.isAutoRepeat():
                    self._compare(event.type() == QEvent.Type.KeyPress and self.studio.session.is_open)
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
        self.studio.engine.close()
        event.accept()
