"""Logs and traces of a service, as links from its panels: in Grafana's Explore, or on a page of the web."""

from collections.abc import Iterator

from observability.model.panel import Explore, Link
from observability.model.service import Service, Store


def explores(service: Service) -> tuple[Explore, ...]:
    """Those that are in a data source of Grafana, over the time that is looked at."""
    return tuple(Explore(title, store.query, store.source) for title, store in _stores(service) if store.source)


def links(service: Service) -> tuple[Link, ...]:
    """Those that are elsewhere."""
    return tuple(Link(title, store.url) for title, store in _stores(service) if store.url)


def _stores(service: Service) -> Iterator[tuple[str, Store]]:
    for title, store in (("Logs", service.links.logs), ("Traces", service.links.traces)):
        if store:
            yield title, store
