"""What is read by who follows a link: a section of a page, with all the alerts that lead there."""

from collections.abc import Iterator, Sequence

from attrs import frozen

from observability.runbooks.library import Library, Link, owners
from observability.runbooks.pages import Page, Section
from observability.runbooks.sections import answer
from observability.runbooks.targets import InRepository


@frozen
class Answer:
    """A section that is there, and the links to it."""

    page: Page
    section: Section
    links: Sequence[Link]

    @property
    def alerts(self) -> str:
        """The alerts' names, sorted, for a message."""
        return ", ".join(sorted({link.alert.alert for link in self.links}))

    @property
    def owners(self) -> tuple[str, ...]:
        """Whose alerts they are."""
        return owners(self.links)

    @property
    def line(self) -> int:
        """Where it begins."""
        return self.section.heading.line if self.section.heading else 1


def answers(library: Library) -> Iterator[Answer]:
    """The sections that alerts lead to, each once, in the order of the pages; not those that are not there."""
    for page, links in library.pages:
        by_section: dict[Section, list[Link]] = {}
        for link in links:
            if isinstance(link.target, InRepository) and link.target.anchor in {"", *page.anchors}:
                section = answer(page, link.target.anchor, library.settings.sections)
                by_section.setdefault(section, []).append(link)
        for section in sorted(by_section, key=lambda section: section.start):
            yield Answer(page, section, by_section[section])
