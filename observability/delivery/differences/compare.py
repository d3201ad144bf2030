"""Two dashboards told apart, panel by panel."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from attrs import frozen

from observability.delivery.canonical import canonical
from observability.delivery.differences.fields import Field, fields

_PLACE = "gridPos"


class Change(StrEnum):
    """What happened to a panel."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"  # and nothing else


@frozen
class PanelChange:
    """`title` is that before the change, where there was one. A row is a panel too."""

    id: str
    title: str
    change: Change
    fields: tuple[Field, ...] = ()


@frozen
class Difference:
    """`panels` in the order of the dashboard, first those that are there; `fields` of the dashboard itself."""

    panels: tuple[PanelChange, ...] = ()
    fields: tuple[Field, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.panels or self.fields)


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> Difference:
    """What happened to a dashboard.

    Raises:
        ValueError: one of them is nested too deep to be a dashboard.
    """
    old, new = canonical(before), canonical(after)
    panels = _panel_changes(_panels(old), _panels(new))
    return Difference(tuple(panels), tuple(fields(_without_panels(old), _without_panels(new))))


def _without_panels(dashboard: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in dashboard.items() if key != "panels"}


def _panels(dashboard: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """The panels by id, those in folded rows too; one without an id by its place."""
    found: dict[str, Mapping[str, Any]] = {}
    for panel in _flat(dashboard.get("panels")):
        key = str(panel.get("id", ""))
        found[key if key and key not in found else f"#{len(found)}"] = panel
    return found


def _flat(panels: Any) -> Iterator[Mapping[str, Any]]:
    for panel in panels if isinstance(panels, list) else ():
        if isinstance(panel, Mapping):
            yield {key: value for key, value in panel.items() if key != "panels"}
            yield from _flat(panel.get("panels"))


def _panel_changes(old: Mapping[str, Mapping[str, Any]], new: Mapping[str, Mapping[str, Any]]) -> Iterator[PanelChange]:
    for key, panel in new.items():
        if key not in old:
            yield PanelChange(key, _title(panel), Change.ADDED)
        elif told := tuple(fields(old[key], panel)):
            moved = all(field.path[0] == _PLACE for field in told)
            yield PanelChange(key, _title(old[key]), Change.MOVED if moved else Change.CHANGED, told)
    for key, panel in old.items():
        if key not in new:
            yield PanelChange(key, _title(panel), Change.REMOVED)


def _title(panel: Mapping[str, Any]) -> str:
    return str(panel.get("title") or panel.get("type") or "untitled")
