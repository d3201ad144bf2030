"""Large files of rules without the rules that are the same in both versions, so that these need not be read as YAML."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from attrs import frozen

# What an anchor makes of a rule stands somewhere else.
_ANCHOR = re.compile(rb"(?:^|[\s\[{,:-])&[\w-]", re.MULTILINE)
_RULES = re.compile(rb" *(?:- +)?['\"]?rules['\"]?:\s*(?:#.*)?")
_ITEM = b"- "


@frozen
class _Item:
    """The lines of a rule from `first` to before `end`; its group's head and its text tell which rule it is."""

    first: int
    end: int
    identity: tuple[bytes, bytes]


def trimmed(old: bytes, new: bytes) -> tuple[bytes, bytes]:
    """Both, with empty lines in place of rules that stand in a group of the same head in both, letter by letter.

    All else keeps its line. What is not laid out line by line stays as it is.
    """
    if _ANCHOR.search(old) or _ANCHOR.search(new):
        return old, new
    lines = old.splitlines(keepends=True), new.splitlines(keepends=True)
    items = [list(_items(one)) for one in lines]
    common = Counter(item.identity for item in items[0]) & Counter(item.identity for item in items[1])
    ours, theirs = (_without(one, found, common) for one, found in zip(lines, items, strict=True))
    return ours, theirs


def _items(lines: Sequence[bytes]) -> Iterator[_Item]:
    head, number = list[bytes](), 0
    while number < len(lines):
        head.append(lines[number])
        number += 1
        if _RULES.fullmatch(head[-1].rstrip(b"\r\n")):
            ends = list(_rules(lines, number))
            about = b"".join(head)
            for first, end in pairwise(ends):
                yield _Item(first, end, (about, b"".join(lines[first:end])))
            head, number = [], ends[-1] if ends else number


def _rules(lines: Sequence[bytes], number: int) -> Iterator[int]:
    """Where each rule of a list begins, and where the last one ends."""
    indent, begun = -1, False
    for at in range(number, len(lines)):
        text = lines[at].lstrip(b" ")
        if not text.strip() or text.startswith(b"#"):
            continue
        depth = len(lines[at]) - len(text)
        begins = text.startswith(_ITEM)
        if indent < 0 and begins:
            indent = depth
        if indent < 0 or depth < indent or (depth == indent and not begins):
            if begun:
                yield at
            return
        if depth == indent:
            begun = True
            yield at
    if begun:
        yield len(lines)


def _without(lines: Sequence[bytes], items: Sequence[_Item], common: "Counter[tuple[bytes, bytes]]") -> bytes:
    left, kept = Counter(common), list(lines)
    for item in items:
        if left[item.identity] > 0:
            left[item.identity] -= 1
            kept[item.first : item.end] = [b"\n"] * (item.end - item.first)
    return b"".join(kept)
