"""Dashboards as Grafana reads them: the only room that knows grafanalib, and Grafana's JSON.

grafanalib takes a quarter of a second to import: import this room where dashboards are made, not at the start.
"""

from typing import Any

import orjson

from observability.grafana.build import build
from observability.model.dashboard import Dashboard

__all__ = ["render"]

_FORMAT = orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
# More than this Grafana takes unwillingly. Two fifths of a file are there for people who read differences.
_LARGE = 1_000_000


def render(dashboard: Dashboard) -> bytes:
    """The dashboard's file: UTF-8 JSON, schema 42, keys sorted, the same bytes every time; indented, unless large."""
    made = build(dashboard)
    text = orjson.dumps(made, default=_leaf, option=_FORMAT | orjson.OPT_INDENT_2)
    return text if len(text) < _LARGE else orjson.dumps(made, default=_leaf, option=_FORMAT)


def _leaf(made: Any) -> Any:
    """A grafanalib object inside (a place, a time, a list) as JSON."""
    return made.to_json_data()
