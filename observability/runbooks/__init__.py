"""Judges runbooks: where alerts lead, what is on the pages there, and whether it still holds. Pure.

It works on alerts of the model, whoever wrote them, and is handed the pages, the history and what the web answered.
"""

from observability.runbooks.audit import audit

__all__ = ["audit"]
