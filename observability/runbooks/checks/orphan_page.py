"""Every page beside the runbooks is linked to, by an alert or by a page. (`orphan`)

Why: what nobody can come to is not read, and not mended. Often the alert has got another name.

Passes: `runbooks/shop.md`, to which an alert links; a page to which one of these links; `README.md`, `index.md`.
Fails: `runbooks/old.md`, which nobody links to.
Mend: link to it, or remove it.
"""

import posixpath
from collections.abc import Iterator

from observability.findings import Finding, Location
from observability.runbooks.kind import Kind
from observability.runbooks.library import Library
from observability.runbooks.pages import Page
from observability.runbooks.problem import Problem
from observability.runbooks.targets import InRepository, target

ID = "orphan-page"
_FOUND_WITHOUT_LINKS = frozenset({"readme", "index"})


def check(library: Library) -> Iterator[Problem]:
    """Pages that nobody links to, in the folders that alerts link into."""
    reached = _reached(library)
    folders = sorted({posixpath.dirname(page.path) for page, _ in library.pages})
    for path in (path for folder in folders for path in library.shelf.pages_in(folder)):
        if path not in reached and posixpath.basename(path).partition(".")[0].lower() not in _FOUND_WITHOUT_LINKS:
            message = "no alert and no page leads here"
            yield Problem(Kind.ORPHAN, Finding(ID, message, Location(path), hint="link to it, or remove it"))


def _reached(library: Library) -> set[str]:
    """The paths that one can come to, from page to page."""
    found: set[str] = set()
    waiting = list(library.by_page)
    while waiting:
        path = waiting.pop()
        if path not in found:
            found.add(path)
            entry = library.shelf.at(path)
            waiting += _linked(entry, library.settings.pages_url) if isinstance(entry, Page) else []
    return found


def _linked(page: Page, pages_url: str) -> Iterator[str]:
    folder = posixpath.dirname(page.path)
    for link in page.links:
        there = target(link.target, pages_url, folder, root=True) if not link.target.startswith("#") else None
        if isinstance(there, InRepository):
            yield there.path
