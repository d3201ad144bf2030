"""Somebody reads what is recorded.

Why: a recording costs at every evaluation, and its series cost memory. One that nobody reads any more is left over.

Readers are the rules that are looked at, and the dashboards of `--dashboards`. Where none are given this is a word for
each file, for one of them may read it. Of what we built it is not asked: the catalog offers it to other programs.

Passes:
    - {record: "job:errors:rate5m", expr: "sum by (job) (rate(errors_total[5m]))"}
    - {alert: Errors, expr: "job:errors:rate5m > 5", labels: {severity: warning}, annotations: {summary: It fails.}}
Fails:
    - {record: "job:errors:rate5m", expr: "sum by (job) (rate(errors_total[5m]))"}
Mend: remove it, or silence this check where it is read from outside.
"""

from collections.abc import Collection, Iterator

from attrs import field, frozen

from observability.findings import Finding, Location, Severity
from observability.lint.tree import Tree

ID = "unused-recording"


@frozen
class _Made:
    """A recorded name, and where it is recorded first in its file."""

    name: str
    file: str
    location: Location = field(eq=False)
    dashboards: bool = field(eq=False)


Fact = _Made | str


def facts(tree: Tree) -> Iterator[Fact]:
    """What is recorded in each file, and the names that are read."""
    dashboards = tree.settings.dashboards
    for file in tree.rules if dashboards is not None else ():
        for recording in file.recordings:
            if recording.record:
                yield _Made(recording.record, file.path, recording.origin, bool(dashboards))
    for use in tree.uses:
        yield from (metric for metric in sorted(use.metrics) if metric != getattr(use.rule, "record", ""))


def judge(facts: Collection[Fact]) -> Iterator[Finding]:
    """What nobody reads, by file."""
    read = {fact for fact in facts if isinstance(fact, str)}
    by_file: dict[str, list[_Made]] = {}
    for fact in facts:
        if isinstance(fact, _Made) and fact.name not in read:
            by_file.setdefault(fact.file, []).append(fact)
    for _, unused in sorted(by_file.items()):
        yield from _known(unused) if unused[0].dashboards else _likely(unused)


def _known(unused: list[_Made]) -> Iterator[Finding]:
    for one in unused:
        message = f"recording rule '{one.name}' is read by no rule and no dashboard"
        yield Finding(ID, message, one.location, Severity.WARNING, "record", "remove it")


def _likely(unused: list[_Made]) -> Iterator[Finding]:
    names = ", ".join(dict.fromkeys(one.name for one in unused[:_SHOWN]))
    more = f" and {len(unused) - _SHOWN} more" if len(unused) > _SHOWN else ""
    hint = "say with --dashboards FOLDER what dashboards read"
    yield Finding(ID, f"no rule reads {names}{more}", unused[0].location, Severity.INFO, "record", hint)


_SHOWN = 5
