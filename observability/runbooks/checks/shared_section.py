"""Alerts of different meaning do not share a section that does not name them all. (`shared`)

Why: who is woken by one reads the answer to the other.

Passes: two limits of one metric with one section; two alerts that their section both names.
Fails: `QueueFull` and `CertificateExpires`, which read different metrics, with the section `## Queue full`.
Mend: a section for each, or one text for both that names them.
"""

from collections.abc import Iterator, Sequence

from observability.findings import Finding, Location
from observability.runbooks.answers import Answer, answers
from observability.runbooks.kind import Kind
from observability.runbooks.library import Library, Link
from observability.runbooks.problem import Problem
from observability.runbooks.sections import names

ID = "shared-section"


def check(library: Library) -> Iterator[Problem]:
    """Sections that answer several alerts, and do not say so."""
    for found in answers(library):
        if _meanings(library, found.links) > 1 and not _names_all(found):
            message = f"{found.alerts} mean different things, and share a section that does not name them all"
            finding = Finding(ID, message, Location(found.page.path, found.line, 1), hint="give each its own")
            yield Problem(Kind.SHARED, finding, found.owners)


def _meanings(library: Library, links: Sequence[Link]) -> int:
    """How many different things alerts of different names look at."""
    by_name = {link.alert.alert: library.reads.get(link.alert.expr, frozenset()) for link in links}
    return len(set(by_name.values()))


def _names_all(found: Answer) -> bool:
    heading = found.section.heading
    text = f"{heading.title if heading else ''}\n{found.page.text(found.section)}"
    return all(names(text, link.alert.alert) for link in found.links)
