"""Panels whose options Grafana has changed since grafanalib was written."""

from collections.abc import Mapping
from typing import Any

from grafanalib import core

# How a series becomes the one number of a gauge.
REDUCE = {"calcs": ["lastNotNull"], "fields": "", "values": False}


class Current(core.Panel):  # type: ignore[misc] # grafanalib has no types
    """What all panels have in common; type, options and fields come as `extraJson`."""

    def to_json_data(self) -> dict[str, Any]:
        """The panel, for grafanalib's `Dashboard`."""
        return dict(self.panel_json({}))


def current(kind: str, options: Mapping[str, Any], fields: Mapping[str, Any], **arguments: Any) -> Current:
    """A panel of this type."""
    return Current(**arguments, extraJson={"type": kind, "options": options, "fieldConfig": fields})
