"""Audits runbooks: reads rules, pages and history, has the pure room `runbooks` judge them, and tells what it says."""

from observability.auditing.audit import Audited, Request, audit
from observability.auditing.baseline import Baseline, dump_baseline, read_baseline
from observability.auditing.exposed import read_exposed
from observability.auditing.online import Online
from observability.auditing.scaffolding import Written, scaffold

__all__ = [
    "Audited",
    "Baseline",
    "Online",
    "Request",
    "Written",
    "audit",
    "dump_baseline",
    "read_baseline",
    "read_exposed",
    "scaffold",
]
