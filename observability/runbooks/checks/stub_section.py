"""No part of an answer is a stub. (`incomplete`)

Why: a heading without an answer is worse than none: it promises one.

Passes: a part with a sentence or a command.
Fails: a part with fewer than three words, or with `TODO`, `TBD`, `FIXME` or `XXX` in it.
Mend: write what you would want to read when it is you who is woken.
"""

from collections.abc import Iterator

from observability.findings import Finding, Location
from observability.runbooks.answers import answers
from observability.runbooks.kind import Kind
from observability.runbooks.library import Library
from observability.runbooks.problem import Problem
from observability.runbooks.sections import is_stub, part

ID = "stub-section"


def check(library: Library) -> Iterator[Problem]:
    """Parts that say nothing yet."""
    for found in answers(library):
        for title in library.settings.sections:
            heading = part(found.page, found.section, title)
            if heading and is_stub(found.page, found.page.section(heading)):
                message = f"{title} of {found.alerts} is a stub"
                where = Location(found.page.path, heading.line, 1)
                yield Problem(Kind.INCOMPLETE, Finding(ID, message, where, hint="write it"), found.owners)
