"""The answer to an alert has all parts: by default Meaning, Impact, Diagnosis and Mitigation. (`incomplete`)

Why: at night nobody wants to search; who knows the parts finds them on every page.

Passes: `## QueueFull`, to which the alert links, and below it `### Meaning`, `### Impact`, `### Diagnosis`,
`### Mitigation`; or a page of one alert with these as `##`.
Fails: one of them is missing.
Mend: write it; which ones there must be says `runbooks.sections` of the project file.
"""

from collections.abc import Iterator

from observability.findings import Finding, Location
from observability.runbooks.answers import answers
from observability.runbooks.kind import Kind
from observability.runbooks.library import Library
from observability.runbooks.problem import Problem
from observability.runbooks.sections import part

ID = "missing-section"


def check(library: Library) -> Iterator[Problem]:
    """Answers that lack a part."""
    for found in answers(library):
        missing = [title for title in library.settings.sections if part(found.page, found.section, title) is None]
        if missing:
            message = f"the answer to {found.alerts} has no section {', '.join(missing)}"
            hint = "write it; `observability runbooks new` begins it"
            finding = Finding(ID, message, Location(found.page.path, found.line, 1), hint=hint)
            yield Problem(Kind.INCOMPLETE, finding, found.owners)
