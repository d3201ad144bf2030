"""What a plain scalar means: YAML 1.2's core schema, with exact numbers.

`yes` and `on` are text, so are dates. A number keeps every digit that was written: a float never touches it.
"""

import re
from decimal import Decimal

Scalar = str | int | Decimal | bool | None

_WORDS: dict[str, Scalar] = {
    "": None,
    **dict.fromkeys(("~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), Decimal("Infinity")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), Decimal("-Infinity")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), Decimal("NaN")),
}
# A number of more digits or a larger exponent is a mistake or an attack: arithmetic with it would take for ever.
_NUMBER = re.compile(r"[-+]?(?:\d{1,40}(?:\.\d{0,40})?|\.\d{1,40})(?:[eE][-+]?\d{1,3})?", re.ASCII)
_INTEGER = re.compile(r"[-+]?\d{1,40}", re.ASCII)
_BASED = re.compile(r"0o[0-7]{1,40}|0x[0-9a-fA-F]{1,40}", re.ASCII)
_FIRST = frozenset("-+.0123456789")


class Based(int):
    """A number that is not written in tens. It remembers how: promtool's `0x20` are 21 samples, and no 32."""

    text: str

    def __new__(cls, text: str) -> "Based":
        """The number that a text says."""
        number = super().__new__(cls, text, base=0)
        number.text = text
        return number

    def __reduce__(self) -> tuple[type["Based"], tuple[str]]:
        """For other processes."""
        return Based, (self.text,)


def resolve(text: str) -> Scalar:
    """The value of an unquoted scalar."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _FIRST:
        return text
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return Based(text)
    return Decimal(text) if _NUMBER.fullmatch(text) else text
