"""Did you mean ...?"""

from collections.abc import Iterable
from difflib import get_close_matches


def suggestion(word: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant, or all of them when none is near."""
    words = sorted(known)
    by_lower = {known.lower(): known for known in words}
    if close := get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6):
        return f"did you mean {by_lower[close[0]]}?"
    return f"known: {', '.join(words)}" if words else "none is known"
