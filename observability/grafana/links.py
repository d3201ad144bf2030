"""Links of dashboards, panels and cells; those inside Grafana keep the time range and the variables."""

import re
from collections.abc import Collection
from functools import lru_cache
from typing import Any
from urllib.parse import quote

import orjson
from grafanalib import core

from observability.grafana.source import VARIABLE, query_of, reference
from observability.grafana.text import plain, url
from observability.model.dashboard import Menu
from observability.model.panel import Explore, Link

_KEPT = "${__url_time_range}&${__all_variables}"
# A variable that stands twice in an address has both values.
_KEPT_OF_NARROWED = f"${{__url_time_range}}&${{{VARIABLE}:queryparam}}"
_PLAIN = frozenset({VARIABLE, "__from", "__to"})
_REFERENCE = re.compile(r"\$(?:(\w+)|{(\w+)})")


def dashboard_link(link: Link) -> dict[str, Any]:
    """A link in the bar at the top of a dashboard."""
    inside = _inside(link)
    made = core.DashboardLink(
        title=plain(link.title),
        type="link",
        uri=url(link.url),
        icon="dashboard" if inside else "external link",
        keepTime=inside,
        includeVars=inside,
        targetBlank=not inside,
    )
    return dict(made.to_json_data())


def menu(shown: Menu) -> dict[str, Any]:
    """A list of dashboards in the bar at the top."""
    made = core.DashboardLink(title=plain(shown.title), type="dashboards", asDropdown=True, keepTime=True)
    return {**made.to_json_data(), "tags": list(shown.tags)}


def data_link(link: Link) -> dict[str, Any]:
    """A link in a panel's corner or on a cell. What is kept must be said in the address here."""
    address = url(link.url)
    if _inside(link):
        address += ("&" if "?" in address else "?") + (_KEPT_OF_NARROWED if link.narrows else _KEPT)
    return {"targetBlank": not _inside(link), "title": plain(link.title), "url": address}


@lru_cache(maxsize=1024)  # one link stands on panel after panel, and to quote it is most of a dashboard's time
def explore_link(explore: Explore, variables: frozenset[str]) -> dict[str, Any]:
    """Open a query in Explore, over the same time range, with the dashboard's variables filled in."""
    source = reference(explore.source)
    query = {"datasource": source, "refId": "A", **query_of(explore.source, explore.expr)}
    time = {"from": "${__from}", "to": "${__to}"}
    panes = {"a": {"datasource": source["uid"], "queries": [query], "range": time}}
    text = _encoded(orjson.dumps(panes, option=orjson.OPT_SORT_KEYS).decode(), _PLAIN, variables)
    return {
        "targetBlank": True,
        "title": plain(explore.title),
        "url": f"/explore?schemaVersion=1&panes={text}",
    }


def _inside(link: Link) -> bool:
    return url(link.url).startswith("/")


def _encoded(text: str, plain_names: Collection[str], regex_names: Collection[str]) -> str:
    """URL-encoded but for the variables that Grafana must find; `$__rate_interval` is filled in by Explore."""
    done, end = [], 0
    for match in _REFERENCE.finditer(text):
        name = match[1] or match[2]
        if name in plain_names or name in regex_names:
            form = f"${{{name}}}" if name in plain_names else f"${{{name}:regex}}"
            done += [quote(text[end : match.start()], safe=""), form]
            end = match.end()
    return "".join(done) + quote(text[end:], safe="")
