"""Begins and completes pages: what the compiler knows is written down, what a person must say is marked with TODO.

Not a word that a person wrote is changed. What the compiler says again on every run stands between marks, with its own
checksum: who edits it there keeps it.
"""

from observability.runbooks.scaffold.blocks import Block
from observability.runbooks.scaffold.complete import Completed, complete
from observability.runbooks.scaffold.facts import AlertFacts, PageFacts, Variant

__all__ = ["AlertFacts", "Block", "Completed", "PageFacts", "Variant", "complete"]
