"""Which recorded series dashboards read, as far as their text tells: enough to know what nobody reads."""

import re
from collections.abc import Sequence
from pathlib import Path

from observability import workspace

# By convention a colon stands in the name of what is recorded, and in no other word of a dashboard's JSON.
_RECORDED = re.compile(rb"[A-Za-z_]\w*:[\w:]+")


def names_in(paths: Sequence[Path]) -> frozenset[str]:
    """Every name in these files that may be one of a recording.

    Raises:
        InputError: a file cannot be read.
    """
    found = {name for path in paths for name in _RECORDED.findall(workspace.read_output(path))}
    return frozenset(name.decode() for name in found)
