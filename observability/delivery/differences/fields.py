"""Two JSON values told apart, field by field. What is in a list is known by its name, where all of it have one."""

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import Any

from attrs import frozen


class _Nothing(Enum):
    NOTHING = "nothing"


# What stands for a value that is not there; null is not told from it.
NOTHING = _Nothing.NOTHING

# By what the entries of Grafana's lists are known: queries, variables, panels, overrides and links.
_NAMES = ("refId", "name", "id", "matcher", "title")


@frozen
class Field:
    """`path` is where it stands: `targets`, `A`, `expr`. `before` or `after` may be `NOTHING`."""

    path: tuple[str, ...]
    before: Any
    after: Any


def fields(before: Any, after: Any, path: tuple[str, ...] = ()) -> Iterator[Field]:
    """The fields that differ, in the order of the first value, and then of the second."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        yield from _parts(before, after, path)
    elif isinstance(before, list) and isinstance(after, list) and (name := _name(before, after)):
        yield from _parts(_by(name, before), _by(name, after), path)
        if not _in_order(_by(name, before), _by(name, after)):
            yield Field((*path, "order"), list(_by(name, before)), list(_by(name, after)))
    elif before != after or isinstance(before, bool) is not isinstance(after, bool):
        yield Field(path, before, after)


def _parts(before: Mapping[str, Any], after: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[Field]:
    for key in dict.fromkeys((*before, *after)):
        yield from fields(before.get(key, NOTHING), after.get(key, NOTHING), (*path, key))


def _name(before: Sequence[Any], after: Sequence[Any]) -> str:
    return next((name for name in _NAMES if _names(name, before) and _names(name, after)), "")


def _names(name: str, entries: Sequence[Any]) -> bool:
    """Whether each entry has a name of its own."""
    if not all(isinstance(entry, Mapping) and entry.get(name) for entry in entries):
        return False
    return len(_by(name, entries)) == len(entries)


def _by(name: str, entries: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {_text(entry[name]): entry for entry in entries}


def _text(name: Any) -> str:
    # A matcher is an object: which kind, and what it matches.
    return " ".join(str(part) for part in name.values()) if isinstance(name, Mapping) else str(name)


def _in_order(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    return [key for key in before if key in after] == [key for key in after if key in before]
