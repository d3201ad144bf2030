"""Where people look for what the language has in another place."""

from collections.abc import Mapping

_LATENCY = "a limit on latency is an objective, as in objectives: {latency: {target: 99, threshold: 300ms}}"
_TRAFFIC = "traffic has no limits: it pages when it is gone; an alert of your own goes under alerts"
_RESOURCE = "a resource has no events to promise anything of; put the signal under red or golden"
_SHARE = "errors are compared with the traffic beside them; a share of it is promised: objectives: {availability: 99.9}"
_SECONDS = "a latency is in seconds, and shown as such; drop it"
_SEVERITIES = "lint and diff share one list: write it as spec.severities, the gravest first"
_PAGES = "lint and diff share one list: write it as spec.pages"
_LIMITS = ("warning", "critical", "below", "exhaustion")

# By the slot, and the key that is not known in it.
_HINTS: Mapping[tuple[str, str], str] = {
    **{(slot, key): _LATENCY for slot in ("duration", "latency") for key in (*_LIMITS, "for", "threshold", "target")},
    **{(slot, key): _TRAFFIC for slot in ("rate", "traffic") for key in _LIMITS},
    ("duration", "unit"): _SECONDS,
    ("latency", "unit"): _SECONDS,
    ("errors", "ratio"): _SHARE,
    **{(section, "severities"): _SEVERITIES for section in ("lint", "review")},
    ("lint", "pages"): _PAGES,
    ("review", "critical"): _PAGES,
}


def elsewhere(path: str, key: str) -> str:
    """What to write instead of a key that the map at `path` does not have; empty where nothing is known of it."""
    parts = path.split(".")
    if key == "objectives" and parts[-2:-1] == ["use"]:
        return _RESOURCE
    return _HINTS.get((parts[-1], key), "")
