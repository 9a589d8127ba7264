"""The script for macOS runs its commands in the right order: tried with stand-ins for Apple's."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APP = "build/package/vizdesk.app"
IDENTITY = "Developer ID Application: Somebody (TEAM)"
NOTE = '#!/usr/bin/env bash\nprintf "%s\\n" "$(basename "$0") $*" >>"$COMMANDS"\n'
BUILD = (
    NOTE + f"case $* in *PyInstaller*) app={APP}/Contents; mkdir -p $app/MacOS $app/Frameworks\n"
    "  touch $app/Frameworks/libone.dylib $app/Frameworks/two.so\n"
    '  cp "$(dirname "$0")/python" $app/MacOS/vizdesk ;; esac\n'
)


def program(path: Path, text: str = NOTE) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def commands(folder: Path, **variables: str) -> list[str]:
    """The lines of commands that the script runs, in their order."""
    shutil.copytree(ROOT / "packaging" / "macos", folder / "packaging" / "macos")
    (folder / "src" / "vizdesk").mkdir(parents=True)
    shutil.copy(ROOT / "src" / "vizdesk" / "__init__.py", folder / "src" / "vizdesk")
    target = 'echo "for macOS $MACOSX_DEPLOYMENT_TARGET" >>"$COMMANDS"\n'
    program(folder / "packaging" / "setup.sh", NOTE + target)
    program(folder / ".venv-package" / "bin" / "python", BUILD)
    for name in ("codesign", "xcrun", "spctl"):
        program(folder / "bin" / name)
    program(folder / "bin" / "hdiutil", NOTE + 'touch "${@: -1}"\n')
    environment = {
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "COMMANDS": str(folder / "commands"),
        **variables,
    }
    script = folder / "packaging" / "macos" / "build.sh"
    done = subprocess.run(
        ["bash", str(script)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return (folder / "commands").read_text().splitlines()


def at(lines: list[str], *words: str) -> int:
    (place,) = (n for n, line in enumerate(lines) if all(word in line for word in words))
    return place


pytestmark = pytest.mark.skipif(not shutil.which("bash"), reason="no bash here")


def test_licences_are_collected_before_the_program_is_put_together(tmp_path: Path) -> None:
    lines = commands(tmp_path)
    assert at(lines, "setup.sh") < at(lines, "licences.py") < at(lines, "PyInstaller")


def test_llama_cpp_is_built_for_the_oldest_system_that_the_app_names(tmp_path: Path) -> None:
    spec = (ROOT / "packaging" / "vizdesk.spec").read_text()
    (line,) = (line for line in commands(tmp_path) if line.startswith("for macOS"))
    assert f'"LSMinimumSystemVersion": "{line.removeprefix("for macOS ")}"' in spec


def test_libraries_are_signed_first_and_the_app_last_with_its_entitlements(tmp_path: Path) -> None:
    lines = commands(tmp_path, SIGNING_IDENTITY=IDENTITY)
    app = at(lines, "codesign", "--entitlements packaging/macos/entitlements.plist")
    for library in ("libone.dylib", "two.so"):
        assert at(lines, "codesign", library) < app
    assert lines[app].endswith(APP)
    signed = [line for line in lines if line.startswith("codesign --force")]
    assert all("--options runtime" in line and IDENTITY in line for line in signed)
    assert all("--timestamp " in line for line in signed)
    assert (
        app < at(lines, "codesign --verify") < at(lines, "vizdesk --smoke") < at(lines, "hdiutil")
    )


def test_without_an_identity_it_is_signed_for_this_mac_and_sent_to_nobody(tmp_path: Path) -> None:
    lines = commands(tmp_path)
    assert all("--sign - " in line for line in lines if line.startswith("codesign --force"))
    assert not any(line.startswith(("xcrun", "spctl")) for line in lines)


def test_with_a_profile_the_image_is_notarised_and_the_ticket_attached(tmp_path: Path) -> None:
    lines = commands(tmp_path, SIGNING_IDENTITY=IDENTITY, NOTARY_PROFILE="profile")
    submitted = at(lines, "notarytool submit", "--keychain-profile profile --wait", ".dmg")
    assert at(lines, "hdiutil") < submitted < at(lines, "stapler staple") < at(lines, "spctl")
