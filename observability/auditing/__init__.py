"""Audits runbooks: reads rules, pages and history, has the pure room `runbooks` judge them, and tells what it says."""

from observability.auditing.audit import Audited, Request, audit
from observability.auditing.exposed import read_exposed
from observability.auditing.online import Online
from observability.auditing.scaffolding import Written, scaffold

__all__ = [
    "Audited",
    "Online",
    "Request",
    "Written",
    "audit",
    "read_exposed",
    "scaffold",
]
