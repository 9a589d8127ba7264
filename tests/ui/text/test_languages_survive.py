"""The words of an open window do not depend on the file they were read from."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from vizdesk.common import resources

SPEAKS = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from vizdesk.ui.text.i18n import speak
app = QCoreApplication([])
folder = Path(sys.argv[1])
kept = speak("de", folder, app)
(folder / "vizdesk_de.qm").write_bytes(b"")
print(QCoreApplication.translate("ReplyExcerpt", "Reply"))
"""


def test_a_translation_that_is_written_anew_in_place_ends_no_window(tmp_path: Path) -> None:
    shutil.copy(resources.folder() / "translations" / "vizdesk_de.qm", tmp_path)
    command = [sys.executable, "-c", SPEAKS, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (0, "Antwort im Wortlaut")
