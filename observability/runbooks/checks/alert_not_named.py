"""A page names every alert that leads to it. (`incomplete`)

Why: who follows a link must see at once that this is the right page, and who searches for the alert must find it.

Passes: a page with `QueueFull` in a heading or in its text.
Fails: a page that never says `QueueFull`, to which the alert of this name links.
Mend: name it, best in the heading of its section.
"""

from collections.abc import Iterator

from observability.findings import Finding, Location
from observability.runbooks.kind import Kind
from observability.runbooks.library import Library, owners
from observability.runbooks.problem import Problem
from observability.runbooks.sections import names

ID = "alert-not-named"


def check(library: Library) -> Iterator[Problem]:
    """Alerts that their page does not name."""
    for page, links in library.pages:
        text = page.text(page.whole)
        for alert in sorted({link.alert.alert for link in links}):
            if not names(text, alert):
                message = f"the page does not name the alert {alert}, which leads to it"
                finding = Finding(ID, message, Location(page.path), hint="name it in the heading of its section")
                whose = owners([link for link in links if link.alert.alert == alert])
                yield Problem(Kind.INCOMPLETE, finding, whose)
