"""What of a project file's routing part messages may repeat: its own words, and names of people's choice.

A key may be a secret by mistake as well as a value: `pagerduty: {0123...: }`, or a URL where a receiver's name belongs.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import cache
from typing import Any

from observability.descriptor.schema import shape
from observability.descriptor.secretkeys import INSTEAD

# Stands where a key is not repeated.
HIDDEN = "***"

# What somebody may have meant for a name.
_NAME = re.compile(r"[a-z0-9][-a-z0-9_. ]{0,39}", re.ASCII | re.IGNORECASE)
# A UUID, or a long run of letters with several digits in it.
_TOKEN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-|(?=[a-z_]*\d(?:[a-z_]*\d){2})[a-z0-9_]{16}", re.IGNORECASE)
# As near to a word of the language as a slip of the pen.
_NEAR = 0.75


def has_token(text: str) -> bool:
    """Whether there is something in it that looks like a key or a token."""
    return bool(_TOKEN.search(text))


def is_harmless_name(text: str) -> bool:
    """Whether it is meant for a name, and does not look like a secret."""
    return bool(_NAME.fullmatch(text)) and not has_token(text)


def in_routing(path: Sequence[str]) -> bool:
    """Whether a place of a project file is where receivers are, or who hears what."""
    match path:
        case ["spec", "alertmanager" | "owners", *_] | ["spec", "environments", _, "alertmanager", *_]:
            return True
        case _:
            return False


def repeatable(key: str, known: Iterable[str]) -> bool:
    """Whether an unknown key of the routing part is a slip of the pen: no secret looks like one of our words."""
    return key in INSTEAD or bool(get_close_matches(key, known, 1, _NEAR))


def shown(path: Sequence[str]) -> Iterator[str]:
    """The path for a message: of the routing part only the words of the language, and names."""
    for index, step in enumerate(path):
        above = path[:index]
        harmless = is_harmless_name(step) if _is_of_names(above) else is_a_word(step)
        yield step if harmless or not in_routing(above) else HIDDEN


def _is_of_names(path: Sequence[str]) -> bool:
    """Whether the keys of the map at this place are names that people choose."""
    match path:
        case ["spec", "owners"] | [*_, "alertmanager", "receivers" | "maintenance"]:
            return True
        case _:
            return False


def is_a_word(step: str) -> bool:
    """Whether it is a key of the language, one behind which secrets are written, or a position in a list."""
    return step in _words() or step in INSTEAD or (step.isdecimal() and len(step) <= 5)


@cache
def _words() -> frozenset[str]:
    return frozenset(_properties(shape("Project")))


def _properties(schema: Mapping[str, Any]) -> Iterator[str]:
    for name, below in schema.get("properties", {}).items():
        yield name
        yield from _properties(below)
    for key in ("additionalProperties", "items"):
        if isinstance(schema.get(key), dict):
            yield from _properties(schema[key])
