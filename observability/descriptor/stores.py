"""Where logs and traces are: a uid, a URL, or a map."""

import re

from observability.descriptor.node import Node
from observability.descriptor.report import RefusedError
from observability.descriptor.values.texts import printable
from observability.descriptor.values.urls import source, source_or_url
from observability.model.panel import DataSource
from observability.model.service import Store

_PLUGIN = re.compile(r"[a-z0-9][a-z0-9-]{0,79}", re.ASCII)

# What logs and traces are kept in, unless something else is said.
USUAL = {"logs": "loki", "traces": "tempo"}
# As OpenTelemetry names a service in both. Names of services are letters, digits and hyphens.
_QUERIES = {"loki": '{{service_name="{}"}}', "tempo": '{{ resource.service.name = "{}" }}'}


def store(links: Node, key: str, service: str) -> Store | None:
    """The store of `links` under `key`; none where none is named, or a wrong one, which is reported."""
    if isinstance(links.get(key), str):
        named = links.read(key, source_or_url)
        if not named or ":" in named:
            return Store(url=named) if named else None
        return _store(USUAL[key], named, None, service)
    node = links.child(key)
    uid = node.read("datasource", source)
    kind, query = node.read("type", _plugin), node.read("query", printable)
    return _store(kind or USUAL[key], uid, query, service) if uid else None


def _store(kind: str, uid: str, query: str | None, service: str) -> Store:
    usual = _QUERIES.get(kind, "").format(service)
    return Store(source=DataSource(kind, uid), query=usual if query is None else query)


def _plugin(text: str) -> str:
    if _PLUGIN.fullmatch(text):
        return text
    raise RefusedError(f"{text!r} is no plugin of Grafana", "write its id, as in loki or elasticsearch", "data-source")
