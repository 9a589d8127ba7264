"""The languages the window can speak: those whose translations are in resources/translations."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from vizdesk.ui.setting_fields import tr

OWN = "en"


def languages(folder: Path) -> dict[str, str]:
    """Codes with their own names, “system” first: vizdesk_de.qm is de, Deutsch."""
    found = {"system": tr("As the system"), OWN: "English"}
    for path in sorted(folder.glob("vizdesk_*.qm")):
        code = path.stem.removeprefix("vizdesk_")
        name = QLocale(code).nativeLanguageName()
        found[code] = f"{name[:1].upper()}{name[1:]}" or code
    return found


def speak(language: str, folder: Path, app: QCoreApplication) -> QTranslator | None:
    """Have the program speak a language from now on; None when it speaks its own, English.

    “system” is the first language of the desktop that there is a translation for.
    """
    wanted = QLocale.system().uiLanguages() if language == "system" else [language]
    for one in wanted:
        code = one.replace("-", "_")
        for name in (code, code.split("_")[0]):
            if name == OWN:
                return None
            translator = QTranslator(app)
            if translator.load(str(folder / f"vizdesk_{name}.qm")):
                app.installTranslator(translator)
                return translator
    return None
