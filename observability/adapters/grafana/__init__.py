"""Grafana's HTTP API for dashboards and folders: `/api`, which all versions have.

A `Grafana` made of an `Access` is asked with calls (`search`, `dashboard`, `save`, ...), one or many at once. What the
server refuses of one dashboard is a `RefusedError`, and the others go on.
"""

from observability.adapters.grafana.answers import Folder, Hit, Save, Saved, Stored, is_uid
from observability.adapters.grafana.calls import (
    Call,
    create_folder,
    dashboard,
    delete,
    folder,
    folders,
    newest_save,
    save,
    search,
)
from observability.adapters.grafana.errors import RefusedError, Why
from observability.adapters.grafana.server import Grafana

__all__ = [
    "Call",
    "Folder",
    "Grafana",
    "Hit",
    "RefusedError",
    "Save",
    "Saved",
    "Stored",
    "Why",
    "create_folder",
    "dashboard",
    "delete",
    "folder",
    "folders",
    "is_uid",
    "newest_save",
    "save",
    "search",
]
