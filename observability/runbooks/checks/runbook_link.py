"""Every alert has a link, and it can lead to a page. (`broken`; `unknown` where only time tells)

Why: who is woken follows it at night.

Passes: `runbook_url: https://git.example.org/shop/operations/blob/main/runbooks/shop.md#queuefull`.
Fails: none at all, an empty one, `mailto:`, `ftp:` or `javascript:`, a path without a host, a path that leads out
of the repository, blanks. A template is filled in where the alert's own labels tell its value. Where they do not, the
pages that it may become are looked for; a link that may become anything is `unknown`.
Mend: write the URL of a page, or its path in the repository.
"""

import posixpath
from collections.abc import Iterator

from observability.findings import Finding
from observability.runbooks.kind import Kind
from observability.runbooks.library import Library, Link
from observability.runbooks.links import ANNOTATION
from observability.runbooks.problem import Problem
from observability.runbooks.targets import Nowhere, Unfilled
from observability.runbooks.templates import ANYTHING, pattern

ID = "runbook-link"


def check(library: Library) -> Iterator[Problem]:
    """Links that are none."""
    for link in library.links:
        found = _judged(library, link)
        if found:
            where = f"annotations.{ANNOTATION}"
            message = f"alert '{link.alert.alert}': {found.reason}"
            finding = Finding(ID, message, link.origin, where=where, hint=found.hint)
            yield Problem(found.kind, finding, (link.owner,) if link.owner else ())


def _judged(library: Library, link: Link) -> Nowhere | None:
    if ANNOTATION not in link.alert.annotations:
        return Nowhere(f"there is no {ANNOTATION}", "link to what is to be done")
    if isinstance(link.target, Unfilled):
        return _unfilled(library, link.target)
    return link.target if isinstance(link.target, Nowhere) else None


def _unfilled(library: Library, target: Unfilled) -> Nowhere:
    folder, name = posixpath.split(target.path)
    unknown = Nowhere(f"only time tells where {target.url} leads", "name the page", Kind.UNKNOWN)
    if ANYTHING not in name or ANYTHING in folder:
        return unknown
    may_be = pattern(target.path)
    if any(may_be.fullmatch(path) for path in library.shelf.pages_in(folder)):
        return unknown
    return Nowhere(f"{target.url} leads nowhere, whatever its value: no page is called so", "write such pages")
