"""Reads a page of ours back."""

import gzip
import re
from base64 import b64decode
from typing import Any

import orjson

_PAYLOAD = re.compile(rb'<script type="application/gzip" id="payload">([\w+/=]*)</script>')


def extracted(html: bytes) -> dict[str, Any]:
    """The payload of a page."""
    found = _PAYLOAD.search(html)
    assert found, "no page of ours"
    return orjson.loads(gzip.decompress(b64decode(found[1])))
