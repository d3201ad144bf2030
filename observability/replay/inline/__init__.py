"""Recorded series that have no history, written out: the recording's expression takes the place of its name.

`inlined` does it to any depth. What it makes has the samples that the recording would have had, evaluated where it is
read: a sample of a recording may be older, by one evaluation at most.
"""

from observability.replay.inline.errors import InlineError
from observability.replay.inline.library import Library, Recorded, differing
from observability.replay.inline.rewrite import inlined

__all__ = ["InlineError", "Library", "Recorded", "differing", "inlined"]
