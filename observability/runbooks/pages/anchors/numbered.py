"""Headings of the same name, told apart by numbers."""

from collections import Counter
from collections.abc import Iterable


def numbered(anchors: Iterable[str]) -> list[str]:
    """The second `usage` becomes `usage-1`, the third `usage-2`, whatever else is called so."""
    seen = Counter[str]()
    found = []
    for anchor in anchors:
        found.append(f"{anchor}-{seen[anchor]}" if seen[anchor] else anchor)
        seen[anchor] += 1
    return found
