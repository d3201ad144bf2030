"""Text from a descriptor, shown as it was written.

Grafana replaces `$name`, `${name}` and `[[name]]` in nearly every text before it shows it, knows no escape for them,
and renders descriptions as Markdown. So each text is made harmless for the place in which it stands.
"""

import re
from urllib.parse import quote

# Takes no room on the screen, breaks no line, and is no part of a variable's name.
_WORD_JOINER = "\u2060"
_VARIABLE = re.compile(r"(\$)(?=[\w{])|(\[)(?=\[)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

# A span of code or a URL, of characters that neither Markdown nor Grafana reads anything into; they stay as they are.
_SPAN = re.compile(r"(`(?:[\w:.,=~+*/(){}<>\]\" -]|\[(?!\[))+`|https?://[\w.~:/?#@!&'*+,;=%-]+[\w/])")
_MARKUP = re.compile(r"[\\`*_{}\[\]()#!|~$<>&]")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_LIST_NUMBER = re.compile(r"^(\d+)(?=\.)", re.MULTILINE)
_RULER = re.compile(r"^(?=[-+= ]+$)", re.MULTILINE)

_URL_SAFE = ":/?#@!&'()*+,;=%~-._"


def plain(text: str) -> str:
    """A title or a name: no variable is found in it, and it looks the same."""
    return _VARIABLE.sub(lambda match: match[0] + _WORD_JOINER, _CONTROL.sub("", text))


def markdown(text: str) -> str:
    """A description: no markup but `code`, links of bare URLs, paragraphs and dashed lists; no HTML, no variable."""
    parts = _SPAN.split(_INDENT.sub("", _CONTROL.sub("", text)))
    shown = "".join(_span(part) if index % 2 else _escape(part) for index, part in enumerate(parts))
    return _RULER.sub(r"\\", _LIST_NUMBER.sub(r"\1\\", shown))


def url(address: str) -> str:
    """An address with no variable in it, and nothing that ends it early; paths inside Grafana are ours, and stay."""
    if address.startswith("/") and not address.startswith("//"):
        return address
    return quote(address, safe=_URL_SAFE)


def _span(span: str) -> str:
    return span if span.startswith("`") else f"<{span}>"


def _escape(text: str) -> str:
    """Entities, as variables are replaced before Markdown is read and a backslash would not save them."""
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", text)
