"""The unit in which Grafana shows a query's values: the panel's, or that of an override."""

from typing import Any

from observability.lint.dashboardfile import QueryPlace


def unit_of(query: QueryPlace) -> str:
    """The unit, or an empty text where none is set."""
    panel = query.panel.json
    config = panel.get("fieldConfig") or {}
    # A tuple, as the options of some matchers are an object, which no set could be asked for.
    names = (str(query.place.json.get("refId")), *_columns(panel, str(query.place.json.get("refId"))))
    for override in config.get("overrides") or ():
        if (override.get("matcher") or {}).get("options") in names:
            for prop in override.get("properties") or ():
                if prop.get("id") == "unit":
                    return str(prop.get("value"))
    return str((config.get("defaults") or {}).get("unit") or "")


def _columns(panel: Any, ref_id: str) -> set[str]:
    """How a table may have called the query's value."""
    found = {f"Value #{ref_id}"} | ({"Value"} if len(panel.get("targets") or ()) == 1 else set())
    for transformation in panel.get("transformations") or ():
        renamed = (transformation.get("options") or {}).get("renameByName") or {}
        found |= {str(title) for name, title in renamed.items() if name in found}
    return found
