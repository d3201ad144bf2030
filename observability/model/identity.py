"""Identities that outlive a rebuild: dashboard uids and panel ids, hashed from names and never counted.

Alerts link to panels, so both must be known without drawing anything, and must stay when a panel is inserted before
another.
"""

import re
from hashlib import blake2s

# Grafana's limit for a uid, and what fits before the hyphen and eight digits of hash.
_READABLE = 40 - 9
_FOREIGN = re.compile(r"[^a-z0-9]+")
LARGEST_ID = 2**31 - 1


def slug(name: str) -> str:
    """The name in `a-z0-9-`; empty where nothing of it can be kept."""
    return _FOREIGN.sub("-", name.lower()).strip("-")


def dashboard_uid(name: str, environment: str) -> str:
    """The uid of a dashboard: readable, at most 40 of `a-z0-9-`."""
    digest = blake2s(f"{name}\0{environment}".encode(), digest_size=4).hexdigest()
    readable = slug(name)[:_READABLE].rstrip("-")
    return f"{readable}-{digest}" if readable else digest


def fleet_uid(environment: str) -> str:
    """The uid of the overview of all services; no service's name has a slash."""
    return dashboard_uid("fleet/overview", environment)


def folder_uid(owner: str, parent: str = "") -> str:
    """The uid of the folder of an owner's dashboards, inside of the folder with the uid `parent`, or at the root."""
    return dashboard_uid(f"owner/{owner}", parent)


def alerts_uid(environment: str) -> str:
    """The uid of the alerts of all services."""
    return dashboard_uid("fleet/alerts", environment)


def rules_uid(environment: str) -> str:
    """The uid of what the rules of all services cost."""
    return dashboard_uid("fleet/rules", environment)


def owner_uid(owner: str, environment: str) -> str:
    """The uid of the services of one owner."""
    return dashboard_uid(f"fleet/owner/{owner}", environment)


def shows_all(uid: str, owner: str, environment: str) -> bool:
    """Whether it is the uid of a view over all services of an environment, or over all of an owner: of any project."""
    views = (fleet_uid(environment), alerts_uid(environment), rules_uid(environment), owner_uid(owner, environment))
    return uid in views


def panel_id(key: str) -> int:
    """The id of the panel with this key in its dashboard: 1 to 2^31 - 1."""
    return 1 + int.from_bytes(blake2s(key.encode(), digest_size=8).digest(), "big") % LARGEST_ID


def row_id(key: str) -> int:
    """The id of a row, apart from that of a panel with the same key."""
    return panel_id(f"row\0{key}")


def dashboard_path(uid: str, panel: str = "") -> str:
    """The path of a dashboard below Grafana's URL; with a panel's key, that panel alone fills the screen."""
    return f"/d/{uid}?viewPanel={panel_id(panel)}" if panel else f"/d/{uid}"
