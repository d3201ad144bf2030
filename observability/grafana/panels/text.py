"""Words, and links that must be seen without opening a menu."""

from collections.abc import Mapping
from typing import Any

from grafanalib import core

from observability.grafana.text import markdown, url
from observability.model.panel import Link, Panel


def build(panel: Panel, shared: Mapping[str, Any]) -> core.Text:
    """The text, then the panel's links as a list."""
    content = "\n\n".join(part for part in (markdown(panel.text), _listed(panel.links)) if part)
    return core.Text(**{**shared, "dataSource": None, "links": []}, content=content, mode="markdown")


def _listed(links: tuple[Link, ...]) -> str:
    return "\n".join(f"- [{markdown(link.title)}](<{url(link.url)}>)" for link in links)
