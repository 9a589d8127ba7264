"""The Debian packages that a folder of programs needs: measured, not guessed.

Usage: python3 packaging/linux/depends.py FOLDER
Prints the value of a Depends field: for every library that a file of FOLDER asks for and FOLDER
does not have, the package of this system that has it; and the libc whose symbols are used.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

GLIBC = re.compile(r"GLIBC_(\d+\.\d+)")
NEEDED = re.compile(r"NEEDED\s+(\S+)")


def main() -> None:
    """Print the Depends field of the folder named on the command line."""
    folder = Path(sys.argv[1])
    have = {path.name for path in folder.rglob("*")}
    asked: set[str] = set()
    glibc = (0, 0)
    for path in elf_files(folder):
        said = run("objdump", "-p", str(path))
        asked |= set(NEEDED.findall(said))
        for version in GLIBC.findall(said):
            major, minor = version.split(".")
            glibc = max(glibc, (int(major), int(minor)))
    found = {package_of(name) for name in asked - have if not name.startswith("ld-linux")}
    found.discard("libc6")
    print(", ".join([f"libc6 (>= {glibc[0]}.{glibc[1]})", *sorted(found)]))


def elf_files(folder: Path) -> Iterator[Path]:
    """Programs and libraries, each once."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    yield path


def package_of(library: str) -> str:
    """The package that has `library`. Raises LookupError."""
    for line in run("/sbin/ldconfig", "-p").splitlines():
        if line.split(" ", 1)[0].strip() == library and "x86-64" in line:
            # Debian's merged /usr: the package may list the file under either name.
            path = os.path.realpath(line.rsplit("=> ", 1)[1])
            for name in (path, path.removeprefix("/usr")):
                owner = subprocess.run(
                    ["dpkg-query", "-S", name], capture_output=True, text=True, check=False
                ).stdout
                if owner:
                    return owner.split(":", 1)[0]
    raise LookupError(f"{library} is asked for, is not in the folder, and no package here has it")


def run(*words: str) -> str:
    """What a program prints."""
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main()
