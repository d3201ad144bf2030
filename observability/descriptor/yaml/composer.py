"""YAML text to plain data with marks, over libyaml's events.

PyYAML's own loaders would lose the positions, take the last of two equal keys, read `yes` as a boolean and numbers as
floats, and expand an alias bomb. libyaml only reads; what the text means is decided here.
"""

from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from observability.descriptor.repeatable import in_routing, shown
from observability.descriptor.report import RefusedError, Report
from observability.descriptor.secretkeys import names_a_secret
from observability.descriptor.yaml.encoding import decode
from observability.descriptor.yaml.marks import Mark, YamlList, YamlMap
from observability.descriptor.yaml.scalars import resolve
from observability.descriptor.yaml.words import DEEPEST, TOO_DEEP, in_words
from observability.model.artifact import Source

# Far beyond any descriptor; within it no bomb can hurt.
_MOST_NODES = 50_000


def compose(source: Source, report: Report) -> Any:
    """The one document of the file; None when it is empty or cannot be read, which is reported."""
    text = decode(source.text, report)
    if text is None:
        return None
    composer = _Composer(text, report)
    try:
        return composer.document()
    except _StopError as stop:
        report.add(stop.check, str(stop), stop.mark, hint=stop.hint)
    except yaml.MarkedYAMLError as error:
        _syntax(error, text, report)
    return None


def _syntax(error: yaml.MarkedYAMLError, text: str, report: Report) -> None:
    mark = error.problem_mark or error.context_mark
    place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    message, hint = in_words(error, text)
    report.add("yaml", message, place, hint=hint)


class _StopError(RefusedError):
    """Something after which reading on makes no sense."""

    def __init__(self, check: str, message: str, mark: Mark, hint: str = "") -> None:
        super().__init__(message, hint, check)
        self.mark = mark


class _Composer:
    def __init__(self, text: str, report: Report) -> None:
        # Any: the events' types do not tell which of them have an anchor or a tag.
        self._next: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self._report = report
        # The value of each anchor, and how many nodes stand in it.
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._nodes = 0
        # Keys and list positions from the root to where we are.
        self._path: list[str] = []

    def document(self) -> Any:
        self._next()  # the stream's start
        if isinstance(self._next(), StreamEndEvent):
            self._report.add("empty", "the file is empty", (1, 1), hint="start with apiVersion, kind, metadata")
            return None
        first = self._next()
        data = self._node(first)
        if isinstance(first, ScalarEvent) and data is None:
            self._report.add("empty", "the document is empty", (1, 1), hint="start with apiVersion, kind, metadata")
        self._end()
        return data

    def _end(self) -> None:
        while isinstance(event := self._next(), DocumentEndEvent):
            pass
        if not isinstance(event, StreamEndEvent):
            message = "a second document starts here; a file holds one"
            raise _StopError("documents", message, _mark(event), "put it into a file of its own")

    def _node(self, event: Any) -> Any:
        self._count(1, event)
        if isinstance(event, AliasEvent):
            return self._alias(event)
        if event.tag is not None:
            self._complain("tag", f"the tag{self._named(event.tag)} is not allowed", event, "write plain YAML")
        before = self._nodes
        value = self._value(event)
        if event.anchor is not None:
            self._anchors[event.anchor] = value, self._nodes - before
        return value

    def _value(self, event: Any) -> Any:
        if isinstance(event, ScalarEvent):
            return resolve(event.value) if event.implicit[0] else event.value
        if len(self._path) >= DEEPEST:
            message, hint = TOO_DEEP
            raise _StopError("nesting", message, _mark(event), hint)
        if isinstance(event, MappingStartEvent):
            return self._map(event)
        assert isinstance(event, SequenceStartEvent)  # noqa: S101 - no other event starts a node
        return self._list()

    def _map(self, start: MappingStartEvent) -> YamlMap:
        result = YamlMap(_mark(start))
        while not isinstance(event := self._next(), MappingEndEvent):
            key, key_at = self._key(event), _mark(event)
            self._path.append(key)
            if key in result:
                hint = f"see line {result.keys_at[key][0]}"
                self._complain("duplicate-key", f"the key {self._shown[-1]!r} stands here a second time", event, hint)
            value_event = self._next()
            result.put(key, self._node(value_event), key_at, _mark(value_event))
            self._path.pop()
        result.end = _mark(event)
        return result

    def _list(self) -> YamlList:
        result = YamlList()
        while not isinstance(event := self._next(), SequenceEndEvent):
            self._path.append(str(len(result)))
            result.put(self._node(event), _mark(event))
            self._path.pop()
        return result

    def _key(self, event: Any) -> str:
        self._count(1, event)
        if not isinstance(event, ScalarEvent):
            raise _StopError("yaml", "a key must be plain text", _mark(event), "put it into quotes")
        if event.value == "<<" and event.implicit[0]:
            message = "the merge key << is not part of YAML 1.2"
            raise _StopError("yaml", message, _mark(event), "write the keys out, or use an alias for the whole value")
        if event.anchor is not None:
            self._anchors[event.anchor] = event.value, 0
        return str(event.value)

    def _complain(self, check: str, message: str, event: Any, hint: str) -> None:
        self._report.add(check, message, _mark(event), ".".join(self._shown), hint)

    @property
    def _shown(self) -> list[str]:
        return list(shown(self._path))

    def _alias(self, event: AliasEvent) -> Any:
        if event.anchor not in self._anchors:
            message = f"no anchor{self._named(f'&{event.anchor}')} before this alias"
            raise _StopError("yaml", message, _mark(event), "put text that starts with * into quotes")
        value, size = self._anchors[event.anchor]
        self._count(size, event)
        return value

    def _named(self, word: str) -> str:
        # A password that starts with ! or * looks like a tag or an alias.
        hidden = in_routing(self._path) or (self._path and names_a_secret(self._path[-1]))
        return "" if hidden else f" {word}"

    def _count(self, nodes: int, event: Any) -> None:
        # Aliases count as what they stand for, so that ten lines cannot become a billion nodes.
        self._nodes += nodes
        if self._nodes > _MOST_NODES:
            message = f"the file has more than {_MOST_NODES} values, aliases included"
            raise _StopError("alias-bomb", message, _mark(event), "a descriptor needs some hundred: write them out")


def _mark(event: Any) -> Mark:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1
