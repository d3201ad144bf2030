"""What HTML adds to a page: anchors, headings, links. Read by expressions that take a time in step with the text.

The standard library's parser does not: a page of unfinished comments would keep it busy for minutes.
"""

import re
from collections.abc import Iterator
from html import unescape

from attrs import frozen

_OPEN, _CLOSE = "<!--", "-->"
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>[^<>]*)>")
_ATTRIBUTE = re.compile(
    r"""(?<![\w:.-])(?P<key>[a-zA-Z_:][\w:.-]*)\s*=\s*(?:"(?P<one>[^"]*)"|'(?P<two>[^']*)'|(?P<three>[^\s"'=<>`]+))"""
)
_HEADING = re.compile("h[1-6]")
_LEADS = {"a": "href", "img": "src"}


@frozen
class Markup:
    """`anchors` are ids and names, `headings` are (level, text), `targets` what it links to; each in its order."""

    anchors: tuple[str, ...]
    headings: tuple[tuple[int, str], ...]
    targets: tuple[str, ...]


def markup(html: str) -> Markup:
    """Read a piece of HTML."""
    shown = "".join(_shown(html))
    tags = list(_TAG.finditer(shown))
    # Most tags have no attributes at all.
    given = [(tag["name"].lower(), _attributes(tag["rest"])) for tag in tags if "=" in tag["rest"] and not tag["end"]]
    return Markup(
        # A name is an anchor of <a> alone: fields of forms and <meta> have names as well.
        tuple(attrs[key] for tag, attrs in given for key in ("id", "name") if _jumps(tag, key) and attrs.get(key)),
        tuple(_headings(shown, tags)),
        tuple(attrs[_LEADS[tag]] for tag, attrs in given if tag in _LEADS and attrs.get(_LEADS[tag])),
    )


def _shown(html: str) -> Iterator[str]:
    """What is no comment. One without an end takes all that follows."""
    start = 0
    while (comment := html.find(_OPEN, start)) >= 0:
        yield html[start:comment]
        end = html.find(_CLOSE, comment)
        start = end + len(_CLOSE) if end >= 0 else len(html)
    yield html[start:]


def _jumps(tag: str, key: str) -> bool:
    return key == "id" or tag == "a"


def _attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(text)
    return {one["key"].lower(): unescape(one["one"] or one["two"] or one["three"] or "") for one in found}


def _headings(html: str, tags: list[re.Match[str]]) -> Iterator[tuple[int, str]]:
    level, start = 0, 0
    for tag in tags:
        name = tag["name"].lower()
        if not _HEADING.fullmatch(name):
            continue
        if not tag["end"]:
            level, start = int(name[1]), tag.end()
        elif level == int(name[1]):
            yield level, unescape(_TAG.sub("", html[start : tag.start()])).strip()
            level = 0
