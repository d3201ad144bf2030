"""What HTML adds to a page: anchors, headings, links. Read by expressions that take a time in step with the text.

The standard library's parser does not: a page of unfinished comments would keep it busy for minutes.
"""

import re
from collections.abc import Iterator
from html import unescape

from attrs import Factory, define

_OPEN, _CLOSE = "<!--", "-->"
# Nothing that was read is given back to be read in another way.
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*+)(?P<rest>[^<>]*+)>")
_ATTRIBUTE = re.compile(
    r"""(?<![\w:.-])(?P<key>[a-zA-Z_:][\w:.-]*)\s*=\s*(?:"(?P<one>[^"]*)"|'(?P<two>[^']*)'|(?P<three>[^\s"'=<>`]+))"""
)
_HEADING = re.compile("h[1-6]")
_LEADS = {"a": "href", "img": "src"}


@define
class Markup:
    """`anchors` are ids and names, `headings` are (level, text), `targets` what it links to; each in its order."""

    anchors: list[str] = Factory(list)
    headings: list[tuple[int, str]] = Factory(list)
    targets: list[str] = Factory(list)


def markup(html: str) -> Markup:
    """Read a piece of HTML."""
    shown, found = "".join(_shown(html)), Markup()
    level, start = 0, 0
    # One tag at a time: a page of nothing but tags would fill the memory with them.
    for tag in _TAG.finditer(shown):
        name = tag["name"].lower()
        if "=" in tag["rest"] and not tag["end"]:
            _attributed(found, name, _attributes(tag["rest"]))
        if not _HEADING.fullmatch(name):
            continue
        if not tag["end"]:
            level, start = int(name[1]), tag.end()
        elif level == int(name[1]):
            found.headings.append((level, unescape(_TAG.sub("", shown[start : tag.start()])).strip()))
            level = 0
    return found


def _attributed(found: Markup, tag: str, given: dict[str, str]) -> None:
    # A name is an anchor of <a> alone: fields of forms and <meta> have names as well.
    found.anchors += [given[key] for key in ("id", "name") if given.get(key) and (key == "id" or tag == "a")]
    if target := given.get(_LEADS.get(tag, "")):
        found.targets.append(target)


def _shown(html: str) -> Iterator[str]:
    """What is no comment. One without an end takes all that follows."""
    start = 0
    while (comment := html.find(_OPEN, start)) >= 0:
        yield html[start:comment]
        end = html.find(_CLOSE, comment)
        start = end + len(_CLOSE) if end >= 0 else len(html)
    yield html[start:]


def _attributes(text: str) -> dict[str, str]:
    found = _ATTRIBUTE.finditer(text)
    return {one["key"].lower(): unescape(one["one"] or one["two"] or one["three"] or "") for one in found}
