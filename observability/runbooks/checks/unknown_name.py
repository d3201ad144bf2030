"""Code on a page asks for metrics and alerts that still exist. (`outdated`)

Why: a query of a metric that is gone answers nothing, which at night looks like "all is well".

Passes: a recorded series that a rule records, a metric that somebody exposes, an alert that is there.
Fails: `job:errors:rate5m`, which no rule records or reads; `ALERTS{alertname="Gone"}`. Metrics that are not recorded
are judged where `--metrics` tells which there are. Where some of a project's services are audited, the
others may have what is not there.
Mend: write today's name.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from observability.findings import Finding, Location
from observability.runbooks.kind import Kind
from observability.runbooks.library import Library, Names, owners
from observability.runbooks.mentions import Mention, mentions
from observability.runbooks.problem import Problem

ID = "unknown-name"


def check(library: Library) -> Iterator[Problem]:
    """Names in code that nothing has any longer."""
    levels = frozenset(name.partition(":")[0] for name in library.names.recorded)
    for page, links in library.pages:
        for mention in mentions(page, levels):
            if complaint := _complaint(library.names, mention):
                message, hint = complaint
                finding = Finding(ID, message, Location(page.path, mention.line, 1), hint=hint)
                yield Problem(Kind.OUTDATED, finding, owners(links))


def _complaint(names: Names, mention: Mention) -> tuple[str, str] | None:
    name = mention.name
    if names.in_part and (mention.is_alert or ":" in name):
        return None
    if mention.is_alert:
        return None if name in names.alerts else (f"there is no alert {name}", _meant(name, names.alerts))
    if name in names.recorded | names.read | (names.exposed or frozenset()):
        return None
    if ":" in name:
        return f"no rule records {name}", _meant(name, names.recorded)
    return None if names.exposed is None else (f"nothing exposes {name}", _meant(name, names.exposed))


def _meant(name: str, known: frozenset[str]) -> str:
    close = get_close_matches(name, sorted(known), n=1)
    return f"did you mean {close[0]}?" if close else ""
