"""The text of a catalog: each service on a line of its own.

So that the difference between two catalogs can be read, and the entry of one service without those of ten thousand.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson
from attrs import frozen

_SERVICES = "services"
_END = b",\n"


@frozen
class Span:
    """Where in a file an entry stands, in bytes."""

    start: int
    length: int


@frozen
class Index:
    """A catalog without the entries that stand on lines of their own, and where those are, by service."""

    document: Mapping[str, Any]
    spans: Mapping[str, Span]


def dump(value: Any) -> bytes:
    """The same bytes for the same value: keys in order, no white space, for a fleet's catalog is large."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def lines(document: Mapping[str, Any], services: Iterable[tuple[str, bytes]]) -> Iterator[bytes]:
    """The file, in pieces. `services`: names and dumped entries, in the order in which they are to stand."""
    head, tail = dump({**document, _SERVICES: {}}).split(b'"services":{}')
    yield head + b'"services":{'
    between = b"\n"
    for name, entry in services:
        yield between + dump(name) + b":" + entry
        between = _END
    yield b"\n}" + tail + b"\n"


def index(text: Iterable[bytes]) -> Index:
    """Find the entries. `text` comes line by line.

    Raises:
        ValueError: it is no JSON; it may be a catalog that another program has laid out anew.
    """
    frame, spans, start = b"", {}, 0
    for line in text:
        if line.startswith(b'"'):
            key, _, entry = line.rstrip(_END).partition(b":")
            spans[orjson.loads(key)] = Span(start + len(key) + 1, len(entry))
        else:
            frame += line
        start += len(line)
    return Index(orjson.loads(frame), spans)
