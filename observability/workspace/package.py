"""The program itself as an input of its output."""

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent.parent


@cache
def package_digest() -> str:
    """A digest of every file of this package, so that a cache dies with the version that wrote it."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(_PACKAGE.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(_PACKAGE)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()
