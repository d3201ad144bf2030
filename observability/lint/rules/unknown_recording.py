"""What a rule reads of other rules is made by one of them.

Why: a series that nobody records is no error to Prometheus. The alert over it just never fires.

Looked at are names with a colon: by convention only rules make those.

Passes: `signal:traffic:rate5m > 10`, and a rule that records it.
Fails: `signal:trafic:rate5m > 10`.
Mend: mend the name, or verify the files together with those that record it.
"""

from collections.abc import Collection, Iterator, Sequence
from difflib import get_close_matches

from attrs import evolve

from observability.findings import Finding
from observability.lint.names import Fact, Missed, made, missed
from observability.lint.tree import Tree
from observability.lint.uses import name

ID = "unknown-recording"


def facts(tree: Tree) -> Iterator[Fact]:
    """The recorded series, and the reads of others."""
    yield from tree.recorded
    for use in tree.uses:
        for metric in sorted(use.metrics - tree.recorded):
            if ":" in metric:
                message = f"{name(use.rule)} reads '{metric}', which no rule records"
                yield Missed(metric, Finding(ID, message, use.rule.origin, where="expr"))


def judge(facts: Collection[Fact]) -> Iterator[Finding]:
    """Reads of recorded series that no rule makes."""
    recorded = sorted(made(facts))
    hints = {unmade.name: _hint(unmade.name, recorded) for unmade in missed(facts)}
    yield from (evolve(unmade.finding, hint=hints[unmade.name]) for unmade in missed(facts))


def _hint(metric: str, recorded: Sequence[str]) -> str:
    meant = get_close_matches(metric, recorded, 1)
    return f"did you mean '{meant[0]}'?" if meant else "verify it together with the files that record it"
