"""What people paste for a model on a hub → repository, revision, file, quantisation."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import PurePosixPath
from urllib.parse import parse_qs, unquote

from vizdesk.catalog.cards.hub_files import safe_path
from vizdesk.catalog.gguf.file_names import has_model_ending, quantisation_of
from vizdesk.common.messages import message
from vizdesk.common.web_addresses import split_address
from vizdesk.downloads.errors import DownloadError

HOSTS = frozenset({"huggingface.co", "www.huggingface.co", "hf.co", "hf-mirror.com"})
# https://huggingface.co/docs/hub/models-downloading: what stands between a repository and a file.
_VIEWS = frozenset({"tree", "blob", "resolve", "raw", "blame", "edit", "commits", "commit"})
# Other things on the hub that are written OWNER/NAME after a word of their own.
_NO_MODELS = frozenset(
    {"datasets", "spaces", "collections", "papers", "blog", "docs", "posts", "learn", "chat"}
)
_REPO_OPTIONS = frozenset({"-hf", "-hfr", "--hf-repo"})
_REPO = re.compile(r"(?P<repo>[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*)", re.ASCII)
_SHORT = re.compile(
    _REPO.pattern + r"(?:@(?P<revision>[\w./-]+))?(?::(?P<tag>[\w.+ -]+))?(?P<path>/.+)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class HubLink:
    """A repository and what of it was meant; "" where that was not said.

    `path` is a file or a folder of the repository, `quantisation` Q4_K_M or a file's name.
    """

    repo: str
    revision: str = ""
    path: str = ""
    quantisation: str = ""


def valid_repo(repo: str) -> bool:
    """Whether this is OWNER/NAME as the hub allows it."""
    return bool(_REPO.fullmatch(repo)) and ".." not in repo and "--" not in repo


def is_address(text: str) -> bool:
    """Whether a text can only be meant for the hub: it names the hub, as a link does."""
    lower = text.lower()
    return "hf://" in lower or "lmstudio://" in lower or any(f"{host}/" in lower for host in HOSTS)


def read_link(text: str, endpoint: str = "") -> HubLink | None:
    """The repository that `text` names; None for words to search by.

    An address of Hugging Face, of a mirror or of `endpoint`, `hf.co/…`, `hf://…`, OWNER/NAME with
    `:QUANT`, `@REVISION` or `/FILE`, LM Studio's links, or a command that other programs' pages
    give. Raises DownloadError for an address that is no model.
    """
    parts = _words(text)
    if not parts:
        return None
    if len(parts) > 1:
        return _of_command(parts, endpoint)
    return _of_word(parts[0], endpoint)


def _words(text: str) -> list[str]:
    plain = text.strip().strip("<>")
    try:
        return shlex.split(plain)
    except ValueError:
        return plain.split()


def _of_command(words: Sequence[str], endpoint: str) -> HubLink | None:
    """llama-server -hf …, hf download …, ollama run hf.co/… and the like."""
    for at, word in enumerate(words[:-1]):
        if word in _REPO_OPTIONS:
            return _of_word(words[at + 1], endpoint)
    repository = _of_short(words[0]) if len(words) == 2 else None
    if repository is not None and quantisation_of(words[1]) == words[1].upper():
        return replace(repository, quantisation=words[1])
    if "download" in words[:2] or words[0] == "lms":
        named = [word for word in words[1:] if "/" in word and not word.startswith("-")]
        link = _of_word(named[0], endpoint) if named else None
        return _with_files(link, words) if link else None
    for word in words:
        if "://" in word or word.lower().startswith(tuple(f"{host}/" for host in HOSTS)):
            return _of_word(word, endpoint)
    return None


def _with_files(link: HubLink, words: Sequence[str]) -> HubLink:
    """What a command names beside the repository: a file, a pattern of files, a revision."""
    for option, value in pairwise(words):
        if option == "--revision":
            link = replace(link, revision=value)
        elif option in ("--include", "--hf-file", "-hff"):
            link = replace(link, quantisation=link.quantisation or quantisation_of(value))
    files = [word for word in words if has_model_ending(word) and "*" not in word]
    return replace(link, path=files[0]) if files and safe_path(files[0]) else link


def _of_word(word: str, endpoint: str) -> HubLink | None:
    if word.lower().startswith("hf://"):
        return _of_short(word[5:].removeprefix("models/"))
    if word.lower().startswith("lmstudio://"):
        asked = parse_qs(split_address(word).query)
        link = _of_short(asked.get("model", [""])[0])
        return replace(link, path=asked.get("file", [""])[0]) if link else None
    address = word if "://" in word else f"https://{word}"
    host = split_address(address).netloc.lower()
    known = HOSTS | {split_address(endpoint).netloc.lower()} - {""}
    if host in known:
        return _of_address(address)
    if "://" in word:
        raise DownloadError(
            message("{address} is not on Hugging Face.", address=word),
            message("Only its repositories, and those of the mirror in HF_ENDPOINT, are read."),
        )
    return _of_short(word)


def _of_address(address: str) -> HubLink | None:
    split = split_address(address)
    parts = [part for part in split.path.split("/") if part]
    if parts[:2] == ["api", "models"]:
        parts = parts[2:]
    if parts[:1] == ["models"] or not parts:
        return None
    if parts[0] in _NO_MODELS or len(parts) < 2:
        raise DownloadError(
            message("{address} is no repository of a model.", address=address),
            message("Paste the address of the model’s page."),
        )
    link = _of_short(unquote("/".join(parts[:2])))
    if link is None:
        return None
    shown = parse_qs(split.query).get("show_file_info", [""])[0]
    if len(parts) > 3 and parts[2] in _VIEWS:
        # A pull request's revision is refs/pr/1, with its slashes encoded or not.
        count = 3 if parts[3] == "refs" else 1
        revision = unquote("/".join(parts[3 : 3 + count]))
        link = replace(link, revision="" if revision == "main" else revision)
        shown = unquote("/".join(parts[3 + count :])) or shown
    elif len(parts) > 2 and has_model_ending(parts[-1]):
        shown = unquote("/".join(parts[2:]))
    return replace(link, path=shown) if safe_path(shown) else link


def _of_short(word: str) -> HubLink | None:
    found = _SHORT.fullmatch(unquote(word).strip("/").removesuffix(".git"))
    if found is None or not valid_repo(found["repo"]):
        return None
    path, tag = (found["path"] or "").strip("/"), (found["tag"] or "").strip()
    if path and not (safe_path(path) and has_model_ending(path)):
        return None
    revision = found["revision"] or ""
    return HubLink(
        found["repo"],
        "" if revision == "main" else revision,
        path,
        "" if tag.lower() == "latest" else tag,
    )


def inside(path: str, folder: str) -> bool:
    """Whether a file of a repository is `folder`, or in it."""
    return folder == path or PurePosixPath(folder) in PurePosixPath(path).parents
