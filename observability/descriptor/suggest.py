"""Did you mean ...?"""

from collections.abc import Iterable
from difflib import get_close_matches


def suggestion(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant, or all of them when none is near."""
    words = sorted(known)
    if near := meant(word, words):
        return f"did you mean {near}?"
    return f"known: {', '.join(words)}" if words else "none is known"


def meant(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant; empty where none is near."""
    by_lower = {one.lower(): one for one in sorted(known)}
    close = get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    return by_lower[close[0]] if close else ""
