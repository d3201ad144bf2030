"""What a rule reads of other rules is made by one of them.

Why: a series that nobody records is no error to Prometheus. The alert over it just never fires.

Looked at are names with a colon: by convention only rules make those.

Passes:
    - {record: "job:traffic:rate5m", expr: "sum by (job) (rate(requests_total[5m]))"}
    - {record: "job:traffic:max1h", expr: "max_over_time(job:traffic:rate5m[1h])"}
Fails:
    - {record: "job:traffic:rate5m", expr: "sum by (job) (rate(requests_total[5m]))"}
    - {record: "job:traffic:max1h", expr: "max_over_time(job:trafic:rate5m[1h])"}
Mend: mend the name, or verify the files together with those that record it.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from attrs import evolve

from observability.findings import Finding, Severity
from observability.lint.names import Fact, Missed, made, missed
from observability.lint.tree import Tree
from observability.lint.uses import name

ID = "unknown-recording"

_NUMBER = re.compile(r"\d+\w")


def facts(tree: Tree) -> Iterator[Fact]:
    """The recorded series, and the reads of others."""
    yield from tree.recorded
    for use in tree.uses:
        for metric in sorted(use.metrics - tree.recorded):
            if ":" in metric:
                message = f"{name(use.rule)} reads '{metric}', which no rule records"
                kind = Severity.ERROR if tree.settings.strict else Severity.INFO
                yield Missed(metric, Finding(ID, message, use.rule.origin, kind, where="expr"))


def judge(facts: Collection[Fact]) -> Iterator[Finding]:
    """Reads of recorded series that no rule makes."""
    recorded = sorted(made(facts))
    # Each name once: all services of a fleet may read the same one that is wrong.
    hints = {called: _meant(called, recorded) for called in {unmade.name for unmade in missed(facts)}}
    for unmade in missed(facts):
        meant = hints[unmade.name]
        # Of rules that are not all there are, what looks like nothing that is made here is made elsewhere.
        kind = Severity.WARNING if meant and unmade.finding.severity is Severity.INFO else unmade.finding.severity
        hint = f"did you mean '{meant}'?" if meant else "look at it together with the files that record it"
        yield evolve(unmade.finding, hint=hint, severity=kind)


def _meant(metric: str, recorded: Sequence[str]) -> str:
    close = get_close_matches(metric, recorded, 3, cutoff=0.85)
    # Another window is another series.
    return next((name for name in close if _NUMBER.findall(name) == _NUMBER.findall(metric)), "")
