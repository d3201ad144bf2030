"""What the compiler keeps for itself in an output folder. All of it can be lost, and nobody should commit it."""

import os
from collections.abc import Collection
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

_FOLDER, _IGNORED = ".observability", ".gitignore"


def recall(output: Path, name: str) -> bytes:
    """What was kept under a name, any text; nothing where it cannot be read."""
    file = output / _FOLDER / _hashed(name)
    try:
        # To read a pipe would take forever.
        return file.read_bytes() if _is_ours(file.parent) and file.is_file() else b""
    except OSError:
        return b""


def keep(output: Path, name: str, content: bytes) -> None:
    """Keep it for later; where that cannot be, nothing is kept."""
    folder = output / _FOLDER
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if _is_ours(folder):
            _put(folder / _IGNORED, b"*\n")
            _put(folder / _hashed(name), content)


def forget(output: Path, names: Collection[str]) -> None:
    """Keep nothing but what has these names."""
    folder, known = output / _FOLDER, {_IGNORED, *map(_hashed, names)}
    with suppress(OSError):
        for file in folder.iterdir() if _is_ours(folder) else ():
            if file.name not in known:
                file.unlink()


def _hashed(name: str) -> str:
    return blake2b(name.encode(), digest_size=16).hexdigest()


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder right here: a link may lead anywhere."""
    return folder.is_dir() and not folder.is_symlink()


def _put(file: Path, content: bytes) -> None:
    # Another process may do the same.
    beside = file.with_name(f"{file.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(file)
