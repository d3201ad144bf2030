"""A page as an audit sees it. Lines count from 1."""

from collections.abc import Iterator, Mapping

from attrs import frozen


@frozen
class Heading:
    """`level` 1 to 6; `title` as a reader sees it; it stands in `line` and the lines before `body`."""

    level: int
    title: str
    line: int
    body: int
    anchor: str = ""


@frozen
class PageLink:
    """A link or a picture of the page, its target as it was written."""

    target: str
    line: int


@frozen
class Code:
    """A code block; `language` is the first word of its fence, `line` the first of its text."""

    language: str
    text: str
    line: int


@frozen
class Section:
    """Lines from `start` up to before `end`, under `heading`; without one it is the whole page."""

    heading: Heading | None
    start: int
    end: int


@frozen
class Page:
    """A page that could be read. `anchors`: what a link can jump to, with its line."""

    path: str
    lines: tuple[str, ...]
    headings: tuple[Heading, ...]
    anchors: Mapping[str, int]
    links: tuple[PageLink, ...]
    code: tuple[Code, ...]

    @property
    def whole(self) -> Section:
        """All of it."""
        return Section(None, 1, len(self.lines) + 1)

    def section(self, heading: Heading) -> Section:
        """What stands under a heading, up to the next of its level or above."""
        later = (other.line for other in self.headings if other.line > heading.line and other.level <= heading.level)
        return Section(heading, heading.body, next(later, len(self.lines) + 1))

    def around(self, line: int) -> Section:
        """The innermost section that a line belongs to."""
        above = [heading for heading in self.headings if heading.line <= line]
        return self.section(above[-1]) if above else self.whole

    def within(self, section: Section) -> Iterator[Heading]:
        """The headings inside a section, its own not among them."""
        return (heading for heading in self.headings if section.start <= heading.line < section.end)

    def text(self, section: Section) -> str:
        """The lines of a section, its own heading not among them."""
        return "\n".join(self.lines[section.start - 1 : section.end - 1])
