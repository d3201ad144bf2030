"""Texts for people. They reach Go templates (Prometheus) and web pages (Grafana), and nobody vouches for them."""

import re
from collections.abc import Iterable

from observability.descriptor.report import RefusedError

_TEMPLATE = re.compile(r"\{\{-?(.*?)-?\}\}", re.DOTALL)
# What an alert's author may ask for: the value, its spelling, a label. Nothing that queries or branches.
_HARMLESS = re.compile(
    r"\s*(\$value(\s*\|\s*humanize(1024|Duration|Percentage|Timestamp)?)?|\$labels\.[a-zA-Z_][a-zA-Z0-9_]*)\s*",
    re.ASCII,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ALLOWED = "use {{ $value }}, {{ $value | humanize }} or {{ $labels.NAME }}"


def plain_text(text: str) -> str:
    """A text without templates, its outer white space removed.

    Raises:
        RefusedError: Prometheus would run a template in it.
    """
    if "{{" in text:
        raise RefusedError("templates {{ ... }} are not allowed in this text", "write plain words", "template")
    return printable(text)


def plain_texts(texts: Iterable[str]) -> tuple[str, ...]:
    """Several of them, in their order.

    Raises:
        RefusedError: one of them is refused.
    """
    return tuple(map(plain_text, texts))


def alert_text(text: str) -> str:
    """A text of an alert: plain, but for the harmless templates.

    Raises:
        RefusedError: it has any other template.
    """
    if bad := next((match for match in _TEMPLATE.finditer(text) if not _HARMLESS.fullmatch(match[1])), None):
        raise RefusedError(f"the template {bad[0]} is not allowed", _ALLOWED, "template")
    if "{{" in _TEMPLATE.sub("", text):
        raise RefusedError("a template {{ is not closed", _ALLOWED, "template")
    return printable(text)


def printable(text: str) -> str:
    """A text as it was written, its outer white space removed.

    Raises:
        RefusedError: a character of it cannot be shown.
    """
    if bad := _CONTROL.search(text):
        raise RefusedError(f"the control character U+{ord(bad[0]):04X} cannot be shown", "remove it", "text")
    return text.strip()


def title_of(name: str) -> str:
    """A title for what has only a name: `db-pool` is `Db pool`."""
    words = name.replace("-", " ")
    return words[:1].upper() + words[1:]
