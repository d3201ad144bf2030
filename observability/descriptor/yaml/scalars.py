"""What a plain scalar means: YAML 1.2's core schema, with exact numbers.

`yes` and `on` are text, so are dates. A number keeps every digit that was written: a float never touches it.
"""

import re
from decimal import Decimal
from typing import Self

Scalar = str | int | Decimal | bool | None


class WrittenInt(int):
    """A whole number that we would write otherwise: `010`, `+5`. It remembers how its author did."""

    text: str

    def __new__(cls, text: str, base: int = 10) -> Self:
        """The number that a text says."""
        number = super().__new__(cls, text, base)
        number.text = text
        return number

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        """For other processes."""
        return type(self), (self.text,)


class Based(WrittenInt):
    """A number that is not written in tens: promtool's `0x20` are 21 samples, and no 32."""

    def __new__(cls, text: str) -> Self:
        """The number that a text says."""
        return super().__new__(cls, text, base=0)


class WrittenDecimal(Decimal):
    """The same for `1e3`, `.5` and `.inf`."""

    text: str

    def __new__(cls, text: str) -> Self:
        """The number that a text says."""
        # Python's have no point before their name.
        number = super().__new__(cls, text.lower().replace(".i", "i").replace(".n", "n"))
        number.text = text
        return number

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        """For other processes."""
        return type(self), (self.text,)


_WORDS: dict[str, Scalar] = {
    "": None,
    **dict.fromkeys(("~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **{f"{sign}{inf}": WrittenDecimal(f"{sign}{inf}") for sign in ("", "+", "-") for inf in (".inf", ".Inf", ".INF")},
    **{nan: WrittenDecimal(nan) for nan in (".nan", ".NaN", ".NAN")},
}
# A number of more digits or a larger exponent is a mistake or an attack: arithmetic with it would take for ever.
_NUMBER = re.compile(r"[-+]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][-+]?\d{1,3})?", re.ASCII)
_INTEGER = re.compile(r"[-+]?\d{1,40}", re.ASCII)
_BASED = re.compile(r"0o[0-7]{1,40}|0x[0-9a-fA-F]{1,40}", re.ASCII)
_FIRST = frozenset("-+.0123456789")


def resolve(text: str) -> Scalar:
    """The value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST:
        return text
    if _INTEGER.fullmatch(text):
        number = int(text)
        return number if str(number) == text else WrittenInt(text)
    if _BASED.fullmatch(text):
        return Based(text)
    return _decimal(text) if _NUMBER.fullmatch(text) else text


def written(value: Scalar) -> str:
    """A number as its author wrote it, all else as Python does."""
    return value.text if isinstance(value, WrittenInt | WrittenDecimal) else str(value)


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    return number if str(number) == text else WrittenDecimal(text)
