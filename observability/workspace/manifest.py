"""Remembers which files of an output folder are ours, and what they were made of."""

import hashlib
import stat
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

import orjson
from attrs import field, frozen

MANIFEST = ".observability.json"
_VERSION = 1


@frozen
class Manifest:
    """`files`: path in the output folder -> SHA-256 of its content. `cache` is the compiler's own: any JSON object."""

    files: Mapping[str, str] = field(factory=dict)
    cache: Mapping[str, Any] = field(factory=dict)


def read_manifest(output: Path) -> Manifest:
    """What earlier builds say of `output`; an empty manifest where its file is missing, broken, or not ours."""
    file = output / MANIFEST
    try:
        # To read a pipe would take forever.
        document = orjson.loads(file.read_bytes()) if file.is_file() else None
    except (OSError, ValueError):
        return Manifest()
    match document:
        case {"version": version, "files": dict(files), "cache": dict(cache)} if version == _VERSION:
            # People can edit the file: a path that leads out of the folder must never be read, let alone removed.
            inner = {path: sha for path, sha in files.items() if is_inner(path) and isinstance(sha, str)}
            return Manifest(inner, cache)
    return Manifest()


def dump_manifest(manifest: Manifest) -> bytes:
    """The manifest's file, byte for byte the same for the same content."""
    document = {"version": _VERSION, "files": dict(manifest.files), "cache": dict(manifest.cache)}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


def intact(output: Path, manifest: Manifest) -> frozenset[str]:
    """The paths of `manifest` whose files still have the content that it tells."""
    return frozenset(path for path, sha in manifest.files.items() if _has(output / path, sha))


def left(root: Path, folder: str) -> dict[Path, str]:
    """The files below a folder of the environment at `root`, as the last build left them, with their SHA-256.

    There are none where no build tells, as in a copy of the environment alone.
    """
    environment = root.absolute()
    inner = f"{environment.name}/{folder}/"
    files = read_manifest(environment.parent).files
    return {root / folder / path.removeprefix(inner): sha for path, sha in files.items() if path.startswith(inner)}


def altered(files: Sequence[tuple[Path, str]]) -> list[Path]:
    """Those files that have another content than their SHA-256 tells, or are no plain files."""
    return [path for path, sha in files if not _has(path, sha)]


def sha256(content: bytes) -> str:
    """The fingerprint by which a manifest knows a content."""
    return hashlib.sha256(content).hexdigest()


def is_inner(path: str) -> bool:
    """Whether `path` is a plain relative path that stays below the folder it starts from."""
    parts = PurePosixPath(path).parts
    return bool(parts) and not path.startswith("/") and ".." not in parts and "\0" not in path


def is_plain_file(path: Path) -> bool:
    """Whether `path` itself is a regular file: no symbolic link to one, no folder, no pipe."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def with_our_line_ends(content: bytes) -> bytes:
    """A text with the ends of lines that we write: git may check it out with others, and it says the same."""
    return content.replace(b"\r\n", b"\n")


def _has(path: Path, sha: str) -> bool:
    if not is_plain_file(path):
        return False
    content = path.read_bytes()
    return sha in {sha256(content), sha256(with_our_line_ends(content))} if b"\r" in content else sha256(content) == sha
