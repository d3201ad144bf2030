"""Where in a file the characters of a value stand, in whichever of YAML's ways it is written."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

import yaml
from attrs import frozen

_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
_ESCAPE = re.compile(r"\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|\r\n|.)", re.DOTALL)
_PROPERTY = re.compile(r"[&!]\S*\s*")
_WHITE = " \t\r\n\x85\u2028\u2029"
# What escapes of one letter mean that is no white space.
_LETTERS = {'"': '"', "\\": "\\", "/": "/", "0": "\0", "a": "\a", "b": "\b", "e": "\x1b", "f": "\f", "v": "\v"}
# A character of a value that is no white space, and where in the file it is written.
_Unit = tuple[str, int, int]


@frozen
class Source:
    """The text of a file."""

    text: str

    @classmethod
    def of(cls, content: bytes) -> "Source | None":
        """None where it is in another encoding than UTF-8."""
        try:
            return cls(content.decode("utf-8-sig"))
        except UnicodeDecodeError:
            return None

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]

    def offset(self, mark: yaml.Mark) -> int:
        """Where a mark of the parser is, in characters from the beginning."""
        return self._starts[mark.line] + mark.column if mark.line < len(self._starts) else len(self.text)

    def offset_of(self, line: int, column: int) -> int:
        """The same of a line and column, both from 1."""
        return self._starts[line - 1] + column - 1 if line <= len(self._starts) else len(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The line of this number, from 1, without its end."""
        if not 0 < number <= len(self._starts):
            return ""
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end].rstrip("\r\n\x85\u2028\u2029")

    def line_end(self, offset: int) -> int:
        """Where the line of this offset ends."""
        found = _BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)


def written_at(source: Source, node: yaml.ScalarNode, start: int, end: int) -> tuple[int, int] | None:
    """From where to where in the file the characters from `start` to `end` of a value are written.

    None where they are white space alone, or where the value is not what we take it for.
    """
    value = str(node.value)
    while start < end and value[start : start + 1] in _WHITE:
        start += 1
    first = sum(char not in _WHITE for char in value[:start])
    count = sum(char not in _WHITE for char in value[start:end])
    found = list(_units(source, node))
    meant = [char for char in value if char not in _WHITE]
    if not count or first + count > len(found) or [unit[0] for unit in found[: len(meant)]] != meant:
        return None
    return found[first][1], found[first + count - 1][2]


def _units(source: Source, node: yaml.ScalarNode) -> Iterator[_Unit]:
    start, end = source.offset(node.start_mark), source.offset(node.end_mark)
    # An anchor and a tag stand before the value.
    while found := _PROPERTY.match(source.text, start, end):
        start = found.end()
    match node.style:
        case '"':
            yield from _escaped(source.text, start + 1, end - 1)
        case "'":
            yield from _quoted(source.text, start + 1, end - 1)
        case "|" | ">":
            yield from _plain(source.text, source.line_end(start), end)
        case _:
            yield from _plain(source.text, start, end)


def _plain(text: str, start: int, end: int) -> Iterator[_Unit]:
    for at in range(start, end):
        if text[at] not in _WHITE:
            yield text[at], at, at + 1


def _quoted(text: str, start: int, end: int) -> Iterator[_Unit]:
    at = start
    while at < end:
        width = 2 if text[at : at + 2] == "''" else 1
        if text[at] not in _WHITE:
            yield text[at], at, at + width
        at += width


def _escaped(text: str, start: int, end: int) -> Iterator[_Unit]:
    at = start
    while at < end:
        found = _ESCAPE.match(text, at) if text[at] == "\\" else None
        char = _meant(found[0]) if found else text[at]
        after = found.end() if found else at + 1
        if char and char not in _WHITE:
            yield char, at, after
        at = after


def _meant(escape: str) -> str:
    """What an escape stands for; nothing for white space."""
    if escape[1] in "xuU" and len(escape) > 2:
        return chr(int(escape[2:], 16))
    return _LETTERS.get(escape[1], "\xa0" if escape[1] == "_" else "")
