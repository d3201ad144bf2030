"""Which of some paths a pattern means."""

import re
from collections.abc import Iterable
from functools import lru_cache

_WILD = re.compile(r"(?P<deep>\*\*/)|(?P<rest>\*\*)|(?P<any>\*)|(?P<one>\?)|(?P<set>\[!?\]?[^\]]*\])")


def matching(paths: Iterable[str], globs: Iterable[str]) -> list[str]:
    """Those of the paths that a pattern means, as `Path.glob` would find them."""
    patterns = [_pattern(glob) for glob in globs]
    return [path for path in paths if any(pattern.fullmatch(path) for pattern in patterns)]


@lru_cache(maxsize=64)
def _pattern(glob: str) -> "re.Pattern[str]":
    text, end = "", 0
    for found in _WILD.finditer(glob):
        text += re.escape(glob[end : found.start()]) + _regex(found)
        end = found.end()
    return re.compile(text + re.escape(glob[end:]), re.DOTALL)


def _regex(found: "re.Match[str]") -> str:
    match found.lastgroup:
        case "deep":
            return "(?:[^/]+/)*"
        case "rest":
            return ".*"
        case "any":
            return "[^/]*"
        case "one":
            return "[^/]"
        case _:
            inside = found[0][1:-1]
            negated, rest = ("^", inside[1:]) if inside.startswith("!") else ("", inside)
            return "[" + negated + rest.replace("\\", r"\\").replace("[", r"\[") + "]"
