"""What the menus of edits offer: where an edit acts, the colour of its light, copies, presets, groups."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from app.dialogs import questions
from app.panels.edits import EditsPanel
from app.presenters.status import StatusPresenter
from app.session.document import active_scene, painted, region_of, with_edit
from app.session.editing import added, apart, joined, unit_edit
from app.session.presets import delete_preset, presets, save_preset
from app.session.session import Session
from models.document.errors import UnlitError
from models.document.formats import decode, encode
from models.document.project import Project
from models.document.recipe import Edit, Recipe, check_recipe

_LARGEST_PASTED = 64 * 2**20
_WHITE = (1.0, 1.0, 1.0)


class EditWishes(QObject):
    """Between the session, the clipboard, the presets, and the menus of the list of edits."""

    def __init__(self, session: Session, panel: EditsPanel, status: StatusPresenter) -> None:
        super().__init__(panel)
        self._session, self._panel, self._status = session, panel, status
        self._wishes: dict[str, Callable[[str], None]] = {
            "here": self._here,
            "everywhere": lambda key: self._set(key, self.tr("Act everywhere"), region=None),
            "show_region": self._show_region,
            "light": self._choose_light,
            "own_light": lambda key: self._set(key, self.tr("Light as generated"), light=None),
            "duplicate": self._duplicate,
            "copy": self._copy,
            "preset": self._save_preset,
            "join": self._join,
            "split": self._split,
        }
        panel.wanted.connect(self._grant)
        panel.presets.opened.connect(lambda: panel.presets.set_names([edit.name for edit in self._presets()]))
        panel.presets.chosen.connect(self._use_preset)
        panel.presets.deleted.connect(self._delete_preset)

    def paste(self) -> bool:
        """Add the copied edits. Whether the clipboard held any; what went wrong with them is told."""
        text = QApplication.clipboard().text()
        if not self._session.is_open or '"unlit"' not in text[:200] or len(text) > _LARGEST_PASTED:
            return False
        try:
            self._add_checked(decode("recipe", text, Recipe), self.tr("Paste edits"))
        except UnlitError as error:
            self._status.problem(error)
        return True

    def copy_all(self) -> None:
        """The whole recipe to the clipboard."""
        self._to_clipboard(self._session.project.recipe.edits)

    def _grant(self, key: str, wish: str) -> None:
        if wish in self._wishes:
            self._wishes[wish](key)

    # --------------------------------------------------------------------------------------------- where and what
    def _here(self, key: str) -> None:
        project = self._session.project
        region = region_of(project, active_scene(project))
        if region is None:
            self._status.tell(self.tr("Paint on this scene where it is to act, then choose this again."))
        else:
            self._set(key, self.tr("Act in a region"), region=region)

    def _show_region(self, key: str) -> None:
        """On the canvas, to be changed and used again."""
        region, info = unit_edit(self._session.project, key).region, self._session.info
        if region is not None and info is not None:
            levels = region.resized(info.resolution, info.resolution).levels()
            self._session.do(self.tr("Paint region again"), lambda project: painted(project, levels))

    def _choose_light(self, key: str) -> None:
        """While the question is open, the picture follows."""
        before = unit_edit(self._session.project, key)

        def show(light: tuple[float, float, float] | None) -> None:
            light = None if light == _WHITE else light
            self._session.move(lambda project: with_edit(project, replace(before, light=light)))

        def follow(colour: QColor) -> None:
            show((colour.redF(), colour.greenF(), colour.blueF()))

        chosen = questions.ask_colour(self._panel, QColor.fromRgbF(*(before.light or _WHITE)), follow)
        if chosen is None:
            show(before.light)
        else:
            follow(chosen)
        self._session.settle(self.tr("Colour the light"))

    # ------------------------------------------------------------------------------------------------------ groups
    def _duplicate(self, key: str) -> None:
        def twice(project: Project) -> Project:
            edit = project.recipe.edit(key)
            return added(project, [replace(edit, name=self.tr("{name} again").format(name=edit.name))], after=key)

        self._session.do(self.tr("Duplicate edit"), twice)

    def _split(self, key: str) -> None:
        self._session.do(self.tr("Split edit"), lambda project: apart(project, key, unit_edit(project, key).units[1:]))

    def _join(self, key: str) -> None:
        """With the one below."""
        keys = [edit.key for edit in self._session.project.recipe.edits]
        below = keys[keys.index(key) + 1]
        self._session.do(self.tr("Join edits"), lambda project: joined(project, key, below))

    # ------------------------------------------------------------------------------------------ copies and presets
    def _copy(self, key: str) -> None:
        self._to_clipboard((self._session.project.recipe.edit(key),))

    def _to_clipboard(self, edits: tuple[Edit, ...]) -> None:
        recipe = Recipe(self._session.project.recipe.base, edits)
        QApplication.clipboard().setText(encode("recipe", recipe).decode())
        self._status.tell(self.tr("Copied: paste it in another project of this generator."))

    def _add_checked(self, recipe: Recipe, text: str) -> None:
        """Edits from elsewhere; words mean the same in every generator, and units do not. Raises UnlitError."""
        info = self._session.info
        assert info is not None, "a project is open"
        base = recipe.base if recipe.unit_edits() else info.fingerprint
        edits = check_recipe(replace(recipe, base=base), info).edits
        self._session.do(text, lambda project: added(project, edits))

    def _save_preset(self, key: str) -> None:
        edit = self._session.project.recipe.edit(key)
        try:
            save_preset(self._session.project.base, edit)
        except UnlitError as error:
            self._status.problem(error)
        else:
            self._status.tell(self.tr("“{name}” is a preset of this generator now.").format(name=edit.name))

    def _presets(self) -> tuple[Edit, ...]:
        try:
            return presets(self._session.project.base) if self._session.is_open else ()
        except UnlitError as error:
            self._status.problem(error)
            return ()

    def _use_preset(self, name: str) -> None:
        chosen = tuple(edit for edit in self._presets() if edit.name == name)
        try:
            self._add_checked(Recipe(self._session.project.base, chosen), self.tr("Use preset"))
        except UnlitError as error:
            self._status.problem(error)

    def _delete_preset(self, name: str) -> None:
        try:
            delete_preset(self._session.project.base, name)
        except UnlitError as error:
            self._status.problem(error)

    def _set(self, key: str, text: str, **fields: object) -> None:
        self._session.do(text, lambda project: with_edit(project, replace(unit_edit(project, key), **fields)))
