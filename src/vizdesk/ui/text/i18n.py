"""Words in the language of the window, and the languages it can speak."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

OWN = "en"


def tr(text: str) -> str:
    """`text`, of code outside classes, in the window's language.

    Without a context, because lupdate gives none to a bare tr(…)
    (https://doc.qt.io/qt-6/linguist-lupdate.html); widgets use their own self.tr(…).
    """
    return QCoreApplication.translate("", text)


def tr_declared(context: str, text: str) -> str:
    """`text`, declared in a room without Qt and marked there for `context`, translated."""
    translated = QCoreApplication.translate(context, text)
    return translated if translated != text else tr(text)


def languages(folder: Path) -> dict[str, str]:
    """Codes with their own names, “system” first: vizdesk_de.qm is de, Deutsch.

    These are the languages with a translation in `folder` (resources/translations).
    """
    names = {"system": tr("System"), OWN: "English"}
    for path in sorted(folder.glob("vizdesk_*.qm")):
        code = path.stem.removeprefix("vizdesk_")
        name = QLocale(code).nativeLanguageName()
        names.setdefault(code, f"{name[:1].upper()}{name[1:]}" or code)
    return names


def chosen(language: str, folder: Path) -> str:
    """The code of the language to speak; “system” is the first of the desktop's that is here."""
    wanted = QLocale.system().uiLanguages() if language == "system" else [language]
    for tag in wanted:
        code = tag.replace("-", "_")
        for name in (code, code.split("_")[0]):
            if name == OWN or (folder / f"vizdesk_{name}.qm").is_file():
                return name
    return OWN


def speak(language: str, folder: Path, app: QCoreApplication) -> tuple[QTranslator, ...]:
    """Have the program speak a language from now on; before the first widget is made.

    English has a translation too, of its plurals alone (“1 box”, “2 boxes”). Qt's own words, on
    its standard buttons and the names of keys, come from Qt. The translators live as long as `app`.
    """
    code = chosen(language, folder)
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    installed = []
    for path in (qt / f"qtbase_{code}.qm", folder / f"vizdesk_{code}.qm"):
        if path.is_file():
            translator = _InMemory(path.read_bytes(), app)
            app.installTranslator(translator)
            installed.append(translator)
    return tuple(installed)


class _InMemory(QTranslator):
    """A translation that outlives its file.

    Qt maps the file into memory: one that is written anew in place, while a window is open, ends
    the program with SIGBUS. https://doc.qt.io/qt-6/qtranslator.html#load-2
    """

    def __init__(self, content: bytes, parent: QCoreApplication) -> None:
        super().__init__(parent)
        self._content = content  # Qt reads it as long as there is a translator
        self.load(content)
