"""Recorded series that have no history, written out: the recording's expression takes the place of its name.

`inlined` does it to any depth; what it makes has the samples that the recording would have had, evaluated where it is
read: a sample of a recording may be older, by one evaluation at most. Where that would be too long, `ladder` tells in
which order recordings are to be evaluated instead, one by one.
"""

from observability.replay.inline.errors import InlineError, TooLongError
from observability.replay.inline.ladder import Fetched, Ladder, ladder
from observability.replay.inline.library import Library, Recorded, differing
from observability.replay.inline.meant import reads_any_of
from observability.replay.inline.rewrite import inlined

__all__ = [
    "Fetched",
    "InlineError",
    "Ladder",
    "Library",
    "Recorded",
    "TooLongError",
    "differing",
    "inlined",
    "ladder",
    "reads_any_of",
]
