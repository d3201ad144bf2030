"""Texts of anybody as Markdown that shows just this text, and still reads well in an editor."""

import re

_MARKUP = re.compile(r"[\\`*\[\]<>~]|&(?=#?\w)|(?<!\w)_|_(?!\w)")
_RUNS = re.compile(r"`+")
_STARTS = re.compile(r"^(?=[#>+-]|=+$)")
_NUMBER = re.compile(r"^(\d+)(?=[.)])")


def literal(text: str) -> str:
    """Text on one line."""
    line = _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    return _NUMBER.sub(r"\1\\", _STARTS.sub(r"\\", line))


def code(text: str) -> str:
    """A span of code."""
    line = " ".join(text.split())
    fence = "`" * (1 + _longest(line))
    return f"{fence} {line} {fence}" if "`" in line else f"`{line}`"


def fenced(text: str, language: str) -> str:
    """A block of code, with a line break at its end."""
    fence = "`" * max(3, 1 + _longest(text))
    return f"{fence}{language}\n{text.strip()}\n{fence}\n"


def link(title: str, there: str) -> str:
    """A link where it can be followed, else where to look."""
    return f"[{title}](<{there}>)" if there.startswith(("http://", "https://")) else f"{title}: {code(there)}"


def _longest(text: str) -> int:
    return max(map(len, _RUNS.findall(text)), default=0)
