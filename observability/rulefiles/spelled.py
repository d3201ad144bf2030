"""Where in a file a word of a value is spelled, when all that is known of the value is where it begins."""

import re

from attrs import evolve

from observability.model.location import Location
from observability.rulefiles.places import Source

_BLOCK = ("|", ">")


def spelled_at(text: bytes, value: str, at: Location, word: str, start: int) -> Location:
    """The place of the word that is at `start` of a value; the value's own, `at`, where it is not spelled out there.

    It is not in an alias, and need not be where escapes stand for letters.
    """
    source = Source.of(text)
    if source is None or not at.line:
        return at
    begin = source.offset_of(at.line, at.column)
    if source.text.startswith("*", begin):
        return at
    if source.text.startswith(_BLOCK, begin):
        begin = source.line_end(begin)
    spelled = re.compile(rf"(?<![\w:.]){re.escape(word)}(?![\w:.])")
    before = sum(1 for _ in spelled.finditer(value, 0, start))
    found = [one.start() for one in spelled.finditer(source.text, begin)][before : before + 1]
    return evolve(at, line=source.position(found[0])[0], column=source.position(found[0])[1]) if found else at
