"""Alertmanager's matchers, in a spelling that its old and its new parser both read."""

import re
from collections.abc import Iterable

from observability.yamltext import quoted

# What stands in a list in brackets without quotes.
_PLAIN = re.compile(r'[a-zA-Z_][a-zA-Z0-9_]*(?:=|!=|=~|!~)"[-a-zA-Z0-9_.|+]*"', re.ASCII)

_WORD = re.compile(r"[a-zA-Z_][-a-zA-Z0-9_]*", re.ASCII)
# What YAML would take for something else than text.
_OTHER = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})


def equal(label: str, value: str) -> str:
    """The label has just this value."""
    return f"{label}={_value(value)}"


def differs(label: str, value: str) -> str:
    """The label has another value, or is not there."""
    return f"{label}!={_value(value)}"


def one_of(label: str, names: Iterable[str]) -> str:
    """The label is one of these names, which have no character that a regular expression knows."""
    some = sorted(names)
    return equal(label, some[0]) if len(some) == 1 else f'{label}=~"{"|".join(some)}"'


def flow(texts: Iterable[str]) -> str:
    """Matchers, names or labels as a YAML list in brackets."""
    return f"[{', '.join(text if _PLAIN.fullmatch(text) or _is_word(text) else quoted(text) for text in texts)}]"


def _is_word(text: str) -> bool:
    return bool(_WORD.fullmatch(text)) and text.lower() not in _OTHER


def _value(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
