"""Previews: compiles dashboards, has a Prometheus answer their queries, and lays both out as one page."""

from observability.previewing.preview import Preview, preview
from observability.previewing.request import Request, Window

__all__ = ["Preview", "Request", "Window", "preview"]
