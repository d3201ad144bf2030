"""Links on a page lead somewhere. (`broken`)

Why: "go on with QueueFull" is half of an answer, and a runbook is read in a hurry.

Passes: `[QueueFull](shop.md#queuefull)`, `[above](#meaning)`, a file of the repository, a page of the web.
Fails: a file or a section that is not there, a name in other case, `javascript:`, an empty link.
Mend: mend the link.
"""

import posixpath
from collections.abc import Iterator

from observability.findings import Finding, Location
from observability.runbooks.checks.missing_anchor import meant
from observability.runbooks.kind import Kind
from observability.runbooks.library import Absent, Library, owners
from observability.runbooks.pages import Page, PageLink
from observability.runbooks.problem import Problem
from observability.runbooks.targets import InRepository, Nowhere, target

ID = "page-link"
# These do something useful on a page, where they would not in a notification.
_FINE = ("mailto:", "tel:", "ftp:", "ftps:", "sftp:", "slack:", "data:image/")
_RUNS = ("javascript:", "vbscript:")


def check(library: Library) -> Iterator[Problem]:
    """Links of pages that lead nowhere."""
    for page, links in library.pages:
        for link in page.links:
            wrong = _wrong(library, page, link)
            if wrong:
                finding = Finding(ID, wrong.reason, Location(page.path, link.line, 1), hint=wrong.hint)
                yield Problem(Kind.BROKEN, finding, owners(links))


def _wrong(library: Library, page: Page, link: PageLink) -> Nowhere | None:
    text = link.target.strip()
    if text.startswith("#"):
        return _anchored(page, text, InRepository(page.path, text[1:])) if text != "#" else None
    if text.lower().startswith(_FINE):
        return None
    if text.lower().startswith(_RUNS):
        return Nowhere(f"the link {text[:20]!r} would run a program in the reader's browser", "remove it")
    there = target(text, library.settings.pages_url, posixpath.dirname(page.path), root=True)
    match there:
        case Nowhere(kind=Kind.BROKEN):
            return Nowhere(f"{there.reason} ({link.target!r})" if text else there.reason, there.hint)
        case InRepository():
            return _anchored(library.shelf.at(there.path), text, there)
    return None


def _anchored(entry: object, text: str, there: InRepository) -> Nowhere | None:
    if isinstance(entry, Absent):
        return Nowhere(f"the link {text!r} leads to {there.path}, which {entry.reason}", entry.hint)
    if isinstance(entry, Page) and there.anchor not in {"", *entry.anchors}:
        return Nowhere(f"the link {text!r} leads to a section that is not there", meant(entry, there.anchor))
    return None
