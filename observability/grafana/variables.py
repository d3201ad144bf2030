"""Template variables: the data source first, then labels, each among what those before it leave."""

from collections.abc import Iterator
from typing import Any

from grafanalib import core

from observability.grafana.source import PROMETHEUS, VARIABLE
from observability.grafana.text import plain
from observability.model.dashboard import Dashboard, Variable
from observability.model.selector import Matcher
from observability.promql import chosen, render_labels

_ON_TIME_RANGE_CHANGE = 2
_KEYS = {
    "datasource": ("current", "hide", "includeAll", "label", "multi", "name", "options", "query", "refresh", "type"),
    "query": (
        *("allValue", "current", "datasource", "definition", "hide", "includeAll", "label", "multi", "name"),
        *("options", "query", "refresh", "regex", "sort", "type"),
    ),
}


def variables(dashboard: Dashboard) -> Iterator[dict[str, Any]]:
    """The dashboard's variables in order."""
    yield _current(core.Template(name=VARIABLE, label="Data source", type="datasource", query="prometheus"), {})
    for index, variable in enumerate(dashboard.variables):
        earlier = [v.name for v in dashboard.variables[:index] if v.selector == variable.selector]
        yield _label(variable, [(v.label, v.name) for v in dashboard.variables if v.name in earlier])


def _label(variable: Variable, earlier: list[tuple[str, str]]) -> dict[str, Any]:
    """Only variables over the same series are chained: another may lack the label, and nothing would be left."""
    selector = _narrowed(variable.selector, tuple(chosen(label, name) for label, name in earlier))
    query = f"label_values({selector}, {variable.label})"
    template = core.Template(
        name=variable.name,
        label=plain(variable.title),
        query={"query": query, "refId": f"variable-{variable.name}"},
        dataSource=PROMETHEUS,
        allValue=".+",
        includeAll=True,
        multi=True,
        regex="",
        refresh=_ON_TIME_RANGE_CHANGE,
    )
    return _current(template, {"selected": True, "text": ["All"], "value": ["$__all"]}) | {"definition": query}


def _current(template: core.Template, current: dict[str, Any]) -> dict[str, Any]:
    """The default of grafanalib is one for all kinds of variables, and some of its settings are gone."""
    made = {**template.to_json_data(), "current": current}
    return {key: made[key] for key in _KEYS[template.type] if key in made}


def _narrowed(selector: str, matchers: tuple[Matcher, ...]) -> str:
    """The selector with more matchers. It ends with its braces, if it has some."""
    if not matchers:
        return selector
    more = render_labels(matchers)
    return f"{selector[:-1]},{more[1:]}" if selector.endswith("}") else selector + more
