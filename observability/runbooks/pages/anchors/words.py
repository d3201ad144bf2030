r"""What Ruby calls a word character, `\p{Word}`: Python's `\w` has other numbers and no combining marks."""

import unicodedata
from functools import lru_cache

_MORE = frozenset({"Mn", "Mc", "Me", "Nd", "Pc"})


def kept(title: str) -> str:
    """The title with its word characters, hyphens and blanks alone, in lower case."""
    return "".join(char for char in title.lower() if char in "- " or _is_word(char))


@lru_cache(maxsize=4096)
def _is_word(char: str) -> bool:
    category = unicodedata.category(char)
    return category.startswith("L") or category in _MORE
