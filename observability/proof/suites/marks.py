"""Marks that stand for names and words, and what puts those back."""

import re
from collections.abc import Sequence
from string import digits
from typing import Any

import attrs
from attrs import field, frozen

from observability.model.location import NOWHERE, Location
from observability.proof.case import Input
from observability.proof.evaluator.labels import Labels
from observability.proof.script import Seen

# Stands before the number of words.
WORDS = "w"
# Numbers of marks are letters: of a value with a digit, series that differ in it have another digit.
_LETTERS = "abcdefghij"
_TO_LETTERS, _TO_DIGITS = str.maketrans(digits, _LETTERS), str.maketrans(_LETTERS, digits)


def marked(mark: str, number: int, kind: str = "") -> str:
    """The mark of this number, of a name or else of WORDS."""
    return f"{mark}{kind}{str(number).translate(_TO_LETTERS)}{mark}"


def marks(mark: str) -> "re.Pattern[str]":
    """Any of them."""
    return re.compile(rf"{re.escape(mark)}(?P<words>{WORDS}?)(?P<number>[{_LETTERS}]+){re.escape(mark)}")


@frozen(eq=False)
class Back:
    """Puts names, words and places back for the marks that stand for them."""

    mark: str
    names: Sequence[str]
    words: Sequence[str]
    origins: Sequence[Location]
    _marks: "re.Pattern[str]" = field(init=False)
    _labels: dict[Labels, Labels] = field(factory=dict, init=False)

    @_marks.default
    def _of_mark(self) -> "re.Pattern[str]":
        return marks(self.mark)

    def put(self, thing: Any) -> Any:
        """Anything that was made of marked rules, with what the marks stand for."""
        match thing:
            case str():
                return self._text(thing)
            case Location():
                return self.origins[thing.line - 1] if thing != NOWHERE else thing
            case Input():
                # Of all that tests are made of, most are samples, and these have no names.
                return Input(self._of(thing.labels), thing.segments)
            case Seen():
                samples = tuple((self._of(labels), value) for labels, value in thing.samples)
                return Seen(thing.at, self._text(thing.expr), samples, self._text(thing.case))
            case int() | float() | None:
                return thing
            case tuple() | list():
                return type(thing)(map(self.put, thing))
            case dict():
                return {self.put(key): self.put(value) for key, value in thing.items()}
            case _:
                return type(thing)(*(self.put(getattr(thing, one.name)) for one in attrs.fields(type(thing))))

    def _text(self, text: str) -> str:
        # Most texts have no mark, which is told sooner so.
        return self._marks.sub(self._name, text) if self.mark in text and (self.names or self.words) else text

    def _name(self, found: "re.Match[str]") -> str:
        return (self.words if found["words"] else self.names)[int(found["number"].translate(_TO_DIGITS))]

    def _of(self, labels: Labels) -> Labels:
        # Cases have the same series, again and again.
        if labels not in self._labels:
            self._labels[labels] = tuple((name, self._text(value)) for name, value in labels)
        return self._labels[labels]
