"""Two versions of dashboards, put together for the page: what happened to each dashboard and to each of its panels."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from observability.delivery.differences import Difference, difference, words
from observability.preview.dashboard import Json


@frozen
class Pair:
    """A dashboard now and before; one of the two is None where it came or went."""

    now: Json | None
    before: Json | None

    @property
    def uid(self) -> str:
        """By which the two are one dashboard."""
        return str((self.now or self.before or {}).get("uid"))

    @property
    def change(self) -> str:
        """`added`, `removed`, `changed`, or `same`."""
        if self.now is None or self.before is None:
            return "added" if self.before is None else "removed"
        return "changed" if difference(self.before, self.now) else "same"

    @property
    def panels(self) -> dict[str, dict[str, Any]]:
        """By id, for panels that are not as they were: what happened, and in words what changed."""
        if self.now is None or self.before is None:
            return {}
        return {
            panel.id: {"change": panel.change.value, "words": _words(Difference((panel,)), panel.title)}
            for panel in difference(self.before, self.now).panels
        }

    @property
    def around(self) -> list[str]:
        """What changed beside panels, in words."""
        if self.now is None or self.before is None:
            return []
        return words(Difference((), difference(self.before, self.now).fields))


def paired(now: Sequence[Json], before: Sequence[Json]) -> list[Pair]:
    """The dashboards by uid, those of now first and in their order."""
    earlier: Mapping[str, Json] = {str(one.get("uid")): one for one in before}
    shown = {str(one.get("uid")) for one in now}
    return [
        *(Pair(one, earlier.get(str(one.get("uid")))) for one in now),
        *(Pair(None, one) for uid, one in earlier.items() if uid not in shown),
    ]


def _words(told: Difference, title: str) -> list[str]:
    return [line.removeprefix(f"panel {title!r}: ") for line in words(told)]
