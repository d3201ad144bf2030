"""Markdown to a page. Of the text only what an audit asks for is looked at: a page of prose costs little."""

from collections.abc import Sequence
from functools import cache
from itertools import chain

from attrs import Factory, define, evolve
from markdown_it import MarkdownIt
from markdown_it.token import Token

from observability.runbooks.pages.anchors import Flavour
from observability.runbooks.pages.markup import markup
from observability.runbooks.pages.page import Code, Heading, Page, PageLink

# A text without any of these holds no link, no picture and no HTML.
_MARKS = frozenset("[<!")
# A heading without any of these is its own text.
_MARKUP = frozenset("\\`*_[]<>!&~\n")
_TITLE = frozenset({"text", "text_special", "code_inline"})


def parse(path: str, text: str, flavour: Flavour) -> Page:
    """The page at `path`, whose headings get the anchors of a flavour."""
    reader = _Reader(_without_front_matter(text))
    reader.read()
    headings = _anchored(reader.headings, flavour)
    anchors = {heading.anchor: heading.line for heading in reversed(headings)}
    return Page(
        path,
        tuple(reader.lines),
        tuple(headings),
        {**dict(reversed(reader.anchors)), **anchors},
        tuple(reader.links),
        tuple(reader.code),
    )


def _anchored(headings: Sequence[Heading], flavour: Flavour) -> list[Heading]:
    anchors = flavour.anchors([heading.title for heading in headings])
    return [evolve(heading, anchor=anchor) for heading, anchor in zip(headings, anchors, strict=True)]


def _without_front_matter(text: str) -> str:
    """A page's settings as generators of sites have them, blanked; Markdown would take them for a heading."""
    if not text.startswith("---\n"):
        return text
    settings, end, rest = text.partition("\n---\n")
    return "\n" * (settings.count("\n") + 2) + rest if end else text


@cache
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).disable("inline")
    # Links are judged here, so none is to be passed over, and each is to be quoted as it was written.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - the library's signature
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]  # likewise
    return markdown


@define
class _Reader:
    source: str
    lines: list[str] = Factory(list)
    headings: list[Heading] = Factory(list)
    anchors: list[tuple[str, int]] = Factory(list)
    links: list[PageLink] = Factory(list)
    code: list[Code] = Factory(list)

    def read(self) -> None:
        """Read it all."""
        self.lines = self.source.split("\n")
        environment: dict[str, object] = {}
        tokens = _markdown().parse(self.source, environment)
        for before, token in zip(chain([None], tokens), tokens, strict=False):
            self._token(before, token, environment)

    def _token(self, before: Token | None, token: Token, environment: dict[str, object]) -> None:
        first, end = token.map or (0, 0)
        match token.type:
            case "inline":
                self._inline(before, token, environment)
            case "fence":
                self.code.append(Code((token.info.split() or [""])[0], token.content, first + 2))
            case "code_block":
                self.code.append(Code("", token.content, first + 1))
            case "html_block":
                self._html(token.content, first + 1, end + 1)

    def _inline(self, before: Token | None, token: Token, environment: dict[str, object]) -> None:
        is_heading = before is not None and before.type == "heading_open"
        if not is_heading and _MARKS.isdisjoint(token.content):
            return
        line, end = (number + 1 for number in token.map or (0, 0))
        # A heading that is underlined has a line more than its text.
        body = before.map[1] + 1 if before and before.map else end
        if before and is_heading and _MARKUP.isdisjoint(token.content):
            self.headings.append(Heading(int(before.tag[1]), token.content.strip(), line, body))
            return
        children: list[Token] = []
        _markdown().inline.parse(token.content, _markdown(), environment, children)
        for child in children:
            self._child(child, line, end)
        if before and is_heading:
            self.headings.append(Heading(int(before.tag[1]), _title(children), line, body))

    def _child(self, child: Token, line: int, end: int) -> None:
        if child.type == "html_inline":
            self._html(child.content, line, end)
        target = child.attrGet("href") if child.type == "link_open" else child.attrGet("src")
        if child.type in ("link_open", "image"):
            self._link(str(target or ""), line, end)

    def _html(self, html: str, line: int, end: int) -> None:
        found = markup(html)
        self.anchors += [(anchor, line) for anchor in found.anchors]
        self.headings += [Heading(level, title, line, end) for level, title in found.headings]
        for target in found.targets:
            self._link(target, line, end)

    def _link(self, target: str, line: int, end: int) -> None:
        found = (number for number in range(line, end) if (target or "]()") in self.lines[number - 1])
        self.links.append(PageLink(target, next(found, line)))


def _title(children: Sequence[Token]) -> str:
    # Where a long heading is broken in the source, a reader sees a blank.
    return "".join(" " if child.type == "softbreak" else child.content for child in children if _shown(child)).strip()


def _shown(child: Token) -> bool:
    return child.type in _TITLE or child.type == "softbreak"
