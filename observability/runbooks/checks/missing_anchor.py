"""The section that a link jumps to is on the page. (`broken`)

Why: without it the browser shows the top of a long page, and nobody says so.

Passes: `shop.md#queue-full`, where `shop.md` has `## Queue full`. The project file says who shows the pages
(`runbooks.anchors`: `github`, `gitlab` or `mkdocs`), for each names headings differently; ids and names in HTML
count as well, headings inside code do not.
Fails: `shop.md#queuefull`.
Mend: mend the link or the heading.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from observability.findings import Finding
from observability.runbooks.kind import Kind
from observability.runbooks.library import Library
from observability.runbooks.links import ANNOTATION
from observability.runbooks.pages import Page
from observability.runbooks.problem import Problem
from observability.runbooks.targets import InRepository

ID = "missing-anchor"


def check(library: Library) -> Iterator[Problem]:
    """Links to sections that are not there."""
    for page, links in library.pages:
        for link in links:
            if isinstance(link.target, InRepository) and (anchor := link.target.anchor) not in {"", *page.anchors}:
                message = f"alert '{link.alert.alert}' leads to {page.path}#{anchor}, and there is no such section"
                finding = Finding(ID, message, link.origin, where=f"annotations.{ANNOTATION}", hint=meant(page, anchor))
                yield Problem(Kind.BROKEN, finding, (link.owner,) if link.owner else ())


def meant(page: Page, anchor: str) -> str:
    """A hint at the anchor that was meant."""
    by_lower = {known.lower(): known for known in page.anchors}
    close = get_close_matches(anchor.lower(), by_lower, n=1)
    return f"did you mean #{by_lower[close[0]]}?" if close else ""
