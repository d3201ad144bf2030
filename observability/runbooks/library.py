"""What checks look at: alerts with their links, the pages these lead to, and what the rules define."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Protocol

from attrs import Factory, frozen

from observability.model.location import Location
from observability.model.rule import Alert
from observability.runbooks.history import History
from observability.runbooks.pages import Page
from observability.runbooks.settings import Settings
from observability.runbooks.targets import InRepository, Target
from observability.runbooks.verdict import Verdict

# What alerts of others call their owner.
_OWNER_LABELS = ("owner", "team")


@frozen
class Absent:
    """Nothing to read there, and why; `hint` is what is there instead."""

    reason: str
    hint: str = ""


@frozen
class Plain:
    """A folder, or a file that is no Markdown: it is there, and nothing in it is looked at."""

    is_folder: bool = False


Entry = Page | Absent | Plain


class Shelf(Protocol):
    """The repository, as far as an audit may look into it. Paths count from its root."""

    def at(self, path: str) -> Entry:
        """What stands at a path, the case of each letter as it is."""

    def pages_in(self, folder: str) -> Sequence[str]:
        """The paths of the Markdown files right in a folder, sorted."""


@frozen
class Link:
    """An alert and where its runbook is; `url` as it was written, `target` with what its labels fill in."""

    alert: Alert
    url: str
    target: Target

    @property
    def owner(self) -> str:
        """Who is woken; empty where no label tells."""
        given = (self.alert.labels.get(label, "") for label in _OWNER_LABELS)
        return next((owner for owner in given if owner and "{{" not in owner), "")

    @property
    def origin(self) -> Location:
        """Where the alert stands."""
        return self.alert.origin


@frozen
class Names:
    """What exists: `recorded` by rules, `alerts`, all metrics that rules `read`; `exposed` where somebody told.

    `in_part`: there are more rules than these, which may record and alert what is not here.
    """

    recorded: frozenset[str] = frozenset()
    alerts: frozenset[str] = frozenset()
    read: frozenset[str] = frozenset()
    exposed: frozenset[str] | None = None
    in_part: bool = False


@frozen
class Library:
    """All of it. `reads`: the metrics that an alert reads, by its expression.

    `web`: what became of links into the web, by their URL without the anchor, as far as the web was asked.
    """

    links: tuple[Link, ...]
    shelf: Shelf
    settings: Settings = Factory(Settings)
    names: Names = Factory(Names)
    reads: Mapping[str, frozenset[str]] = Factory(dict)
    history: History = Factory(History)
    web: Mapping[str, Verdict] = Factory(dict)

    @cached_property
    def by_page(self) -> Mapping[str, Sequence[Link]]:
        """The links to each page of the repository, the pages by their paths, sorted."""
        found: dict[str, list[Link]] = {}
        for link in self.links:
            if isinstance(link.target, InRepository):
                found.setdefault(link.target.path, []).append(link)
        return dict(sorted(found.items()))

    @property
    def pages(self) -> Iterator[tuple[Page, Sequence[Link]]]:
        """The pages that alerts lead to, each once, with the links to it."""
        for path, links in self.by_page.items():
            page = self.shelf.at(path)
            if isinstance(page, Page):
                yield page, links


def owners(links: Sequence[Link]) -> tuple[str, ...]:
    """Whose these links are, sorted."""
    return tuple(sorted({link.owner for link in links} - {""}))
