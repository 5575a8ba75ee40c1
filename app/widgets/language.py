"""The language of the studio: its own texts, Qt's, and how numbers and dates are written."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from resources import resource


def speak(app: QCoreApplication, language: str) -> None:
    """Translate from now on; what is on the screen already stays as it is.

    language: "en", "de", or "system", which is English where there is no translation.
    """
    locale = _locale(language)
    QLocale.setDefault(locale)
    code = QLocale.languageToCode(locale.language())
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    for file in (f"{qt}/qtbase_{code}.qm", str(resource(f"translations/unlit_{code}.qm"))):
        translator = QTranslator(app)
        if translator.load(file):
            app.installTranslator(translator)


def said_in(language: str, context: str, text: str) -> str:
    """A text in a language that the studio does not speak now. language: as for `speak`."""
    translator = QTranslator()
    translator.load(str(resource(f"translations/unlit_{QLocale.languageToCode(_locale(language).language())}.qm")))
    return translator.translate(context, text) or text


def _locale(language: str) -> QLocale:
    return QLocale.system() if language == "system" else QLocale(language)
