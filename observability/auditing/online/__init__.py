"""The links into the web: asked, judged, remembered."""

from observability.auditing.online.asked import Online, verdicts

__all__ = ["Online", "verdicts"]
