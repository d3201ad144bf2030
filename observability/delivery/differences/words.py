"""A difference in words, a line a change."""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from observability.delivery.differences.compare import Change, Difference, PanelChange
from observability.delivery.differences.fields import NOTHING, Field

_LONGEST, _BEFORE = 240, 40
# Where a field stands, as people say it; the longest beginning counts. `{}` is the name that follows.
_PLACES = {
    ("targets",): "query {}",
    ("fieldConfig", "defaults", "custom"): "",
    ("fieldConfig", "defaults"): "",
    ("fieldConfig", "overrides"): "override of {}",
    ("options",): "",
    ("templating", "list"): "variable {}",
    ("annotations", "list"): "annotation {}",
    ("links",): "link {}",
    ("time",): "time range",
    ("gridPos",): "place",
}


def words(difference: Difference) -> list[str]:
    """A line a change: the panels first, then what is around them. Panels that only moved are told together."""
    lines = [line for panel in difference.panels for line in _panel(panel)]
    if moved := [panel for panel in difference.panels if panel.change is Change.MOVED]:
        lines.append(_moved(moved))
    return lines + [_field(field) for field in difference.fields]


def _panel(panel: PanelChange) -> Iterator[str]:
    match panel.change:
        case Change.ADDED | Change.REMOVED:
            yield f"panel {panel.title!r} {panel.change}"
        case Change.CHANGED:
            yield from (f"panel {panel.title!r}: {_field(field)}" for field in panel.fields)


def _moved(panels: Sequence[PanelChange]) -> str:
    if len(panels) == 1:
        return f"panel {panels[0].title!r} moved"
    return f"{len(panels)} panels moved, the first {panels[0].title!r}"


def _field(field: Field) -> str:
    where = place(field.path)
    if field.before is NOTHING:
        return f"{where} added: {_value(field.after)}"
    if field.after is NOTHING:
        return f"{where} removed, was {_value(field.before)}"
    before, after = _pair(_json(field.before), _json(field.after))
    return f"{where}: {before} became {after}"


def place(path: Sequence[str]) -> str:
    """A field as people call it: `query A: expr`, `unit`, `variable job: query`."""
    for length in range(min(3, len(path)), 0, -1):
        if (told := _PLACES.get(tuple(path[:length]))) is not None:
            return _told(told, list(path[length:])) or ".".join(path)
    return ".".join(path)


def _told(told: str, rest: list[str]) -> str:
    if "{}" in told:
        told, rest = told.format(rest[0]) if rest else told.removesuffix(" {}"), rest[1:]
    return ": ".join(filter(None, (told, ".".join(rest))))


def _value(value: Any) -> str:
    return _short(_json(value), 0)


def _json(value: Any) -> str:
    """As JSON, and texts as they are: PromQL is full of quotes."""
    return f"`{value}`" if isinstance(value, str) else orjson.dumps(value).decode()


def _pair(before: str, after: str) -> tuple[str, str]:
    """Both, from shortly before the place where they part: long expressions often differ near their end."""
    if max(len(before), len(after)) <= _LONGEST:
        return before, after
    parts = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), 0)
    start = max(0, parts - _BEFORE)
    return _short(before, start), _short(after, start)


def _short(text: str, start: int) -> str:
    end = "..." if len(text) > start + _LONGEST else ""
    return f"{'...' if start else ''}{text[start : start + _LONGEST]}{end}"
