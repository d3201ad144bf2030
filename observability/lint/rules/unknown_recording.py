"""What a rule reads of other rules is made by one of them.

Why: a series that nobody records is no error to Prometheus. The alert over it just never fires.

Looked at are names with a colon: by convention only rules make those.

Passes: `signal:traffic:rate5m > 10`, and a rule that records it.
Fails: `signal:trafic:rate5m > 10`.
Mend: mend the name, or verify the files together with those that record it.
"""

from collections.abc import Iterator
from difflib import get_close_matches

from observability.findings import Finding
from observability.lint.tree import Tree
from observability.lint.uses import name

ID = "unknown-recording"


def check(tree: Tree) -> Iterator[Finding]:
    """Reads of recorded series that no rule makes."""
    for use in tree.uses:
        for metric in sorted(use.metrics - tree.recorded):
            if ":" in metric:
                message = f"{name(use.rule)} reads '{metric}', which no rule records"
                yield Finding(ID, message, use.rule.origin, where="expr", hint=_hint(metric, tree))


def _hint(metric: str, tree: Tree) -> str:
    meant = get_close_matches(metric, sorted(tree.recorded), 1)
    return f"did you mean '{meant[0]}'?" if meant else "verify it together with the files that record it"
