"""What was found for the tests of a service, kept in the output folder for the next build.

It is believed only if this very program wrote it, and nobody changed a byte since.
"""

import zlib
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import orjson

from observability import workspace
from observability.workspace import package_digest

# Far more than any service needs.
_MOST = 1 << 28
_QUICKLY = 1


def recalled(output: Path, path: str) -> Mapping[str, str]:
    """What an earlier build kept for the descriptor at `path`, JSON by name."""
    return _load(workspace.recall(output, path))


def keep(output: Path, path: str, found: Mapping[str, str]) -> None:
    """Keep what was found for the descriptor at `path`."""
    text = orjson.dumps(found, option=orjson.OPT_SORT_KEYS)
    workspace.keep(output, path, _digest(text) + zlib.compress(text, _QUICKLY))


def _load(content: bytes) -> Mapping[str, str]:
    size = blake2b.MAX_DIGEST_SIZE
    try:
        text = zlib.decompressobj().decompress(content[size:], _MOST)
    except zlib.error:
        return {}
    if content[:size] != _digest(text):
        return {}
    found: Mapping[str, str] = orjson.loads(text)
    return found


def _digest(text: bytes) -> bytes:
    return blake2b(package_digest().encode() + text).digest()
