"""A page is not much older than the last change of an alert that leads to it. (`stale`)

Why: an alert that was changed since may mean something else by now.

Passes: a page that was changed at most 180 days before the alert was, or after it.
Fails: an older one. The project file says how much older it may be (`runbooks.stale_after`; `0s` for any age). Times
are those of the commits: of the lines of the alert, and of the page as a whole.
Mend: read the page with the alert beside it, mend it, commit it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime

from observability.findings import Finding, Location
from observability.runbooks.kind import Kind
from observability.runbooks.library import Library
from observability.runbooks.problem import Problem

ID = "stale-page"
_DAY = 86_400


def check(library: Library) -> Iterator[Problem]:
    """Pages that an alert has left behind."""
    longest = library.settings.stale_days * _DAY
    if not longest:
        return
    for page, links in library.pages:
        # What is not committed, or not in the repository, is as new as can be.
        written = library.history.files.get(page.path)
        if written is None:
            continue
        for link in links:
            since = library.history.alerts.get(link.origin)
            if since is not None and since - written > longest:
                message = (
                    f"the page was last changed on {_date(written)}, and alert '{link.alert.alert}' "
                    f"({link.origin.file}) on {_date(since)}"
                )
                finding = Finding(ID, message, Location(page.path), hint="read it again beside the alert")
                yield Problem(Kind.STALE, finding, (link.owner,) if link.owner else ())


def _date(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()
