"""A dashboard as it was read, walked: its panels and queries, each knowing its place for a message."""

import re
from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cached_property
from typing import Any

from attrs import frozen

from observability.findings import Finding, Location
from observability.promql import Read, reads

# What Grafana fills in by itself, and values that stand for it. That of the rate interval is one that nobody writes.
_RATE_WINDOW = re.compile(r"\$(?:__rate_interval\b|{__rate_interval})")
_OTHER_WINDOW = re.compile(r"\$(?:__(?:interval|range)\b|{__(?:interval|range)})")
RATE_INTERVAL = timedelta(minutes=4, seconds=59)
_DATA_SOURCE = "prometheus"


@frozen
class DashboardFile:
    """A dashboard as Grafana reads it. `path` as messages name it, `json` the parsed document.

    Its parts are found once, for every check asks for them.
    """

    path: str
    json: Mapping[str, Any]

    @cached_property
    def panels(self) -> "tuple[Place, ...]":
        """All panels but the rows, those in folded rows included."""
        return tuple(panel for top in Place(self, self.json).inner("panels") for panel in _without_rows(top))

    @cached_property
    def queries(self) -> "tuple[QueryPlace, ...]":
        """The queries of all panels, to any data source."""
        return tuple(QueryPlace(panel, query) for panel in self.panels for query in panel.inner("targets"))


@frozen
class Place:
    """A part of a dashboard. `where` is its path inside the document: `panels[2].targets[0]`."""

    dashboard: DashboardFile
    json: Mapping[str, Any]
    where: str = ""

    def finding(self, check: str, message: str, hint: str = "") -> Finding:
        """Something wrong with this part."""
        return Finding(check, message, Location(self.dashboard.path), where=self.where, hint=hint)

    def inner(self, key: str) -> "Iterator[Place]":
        """The parts in a list of this part."""
        prefix = f"{self.where}." if self.where else ""
        for index, part in enumerate(self.json.get(key) or ()):
            yield Place(self.dashboard, part, f"{prefix}{key}[{index}]")


@frozen
class QueryPlace:
    """A query of a panel."""

    panel: Place
    place: Place

    @property
    def kind(self) -> str:
        """The type of its data source."""
        source = self.place.json.get("datasource") or self.panel.json.get("datasource") or {}
        return str(source.get("type", _DATA_SOURCE)) if isinstance(source, Mapping) else _DATA_SOURCE

    @property
    def expr(self) -> str:
        """The query as it is written."""
        return str(self.place.json.get("expr", ""))

    @cached_property
    def promql(self) -> str:
        """The query as Prometheus would get it, with about five minutes for Grafana's windows."""
        return _OTHER_WINDOW.sub("5m", _RATE_WINDOW.sub("4m59s", self.expr))

    @property
    def reads(self) -> tuple[Read, ...]:
        """What the query reads; nothing where it is no PromQL."""
        return self._parsed[0]

    @property
    def problem(self) -> str:
        """Why the query is no PromQL; empty where it is."""
        return self._parsed[1]

    @cached_property
    def _parsed(self) -> tuple[tuple[Read, ...], str]:
        try:
            return reads(self.promql), ""
        except ValueError as error:
            return (), str(error)


def _without_rows(panel: Place) -> Iterator[Place]:
    return panel.inner("panels") if panel.json.get("type") == "row" else iter((panel,))
