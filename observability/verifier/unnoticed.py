"""Mutants that no test notices, as findings: those that make a difference, and those of which nobody knows."""

from collections.abc import Iterator

from observability.findings import Finding, Severity
from observability.model.rule import Alert
from observability.proof import Fate, Judged, Score

SURVIVES, UNDECIDED = "mutant-survives", "mutant-undecided"


def survivors(one: Score) -> Iterator[Finding]:
    """An error for each mutant that the tests let pass and series tell apart, with those series."""
    for judged in one.judged:
        if judged.fate is Fate.BEYOND:
            message = f"no test of the {_name(one)} notices this change, which makes a difference"
            hint = str(judged.witness) if judged.witness else ""
            yield _finding(SURVIVES, one, judged, message, Severity.ERROR, hint)


def undecided(one: Score) -> Iterator[Finding]:
    """A note for each mutant of which it is not known whether it makes a difference, with all of its expression.

    What was changed can stand at several places of it.
    """
    for judged in one.judged:
        if judged.fate in {Fate.UNDECIDED, Fate.UNKNOWN}:
            message = f"whether this change of the {_name(one)} makes a difference is not known"
            yield _finding(UNDECIDED, one, judged, message, Severity.INFO, _why(judged))


def _name(one: Score) -> str:
    return f"alert {one.rule.alert}" if isinstance(one.rule, Alert) else f"recording {one.rule.record}"


def _finding(check: str, one: Score, judged: Judged, message: str, severity: Severity, hint: str) -> Finding:
    mutant = judged.mutant
    return Finding(check, f"{message}: {mutant.change}", one.rule.origin, severity, where=mutant.kind, hint=hint)


def _why(judged: Judged) -> str:
    so_changed = f" `{' '.join(judged.mutant.rule.expr.split())}`" if judged.mutant.rule else ""
    if judged.fate is Fate.UNKNOWN:
        return f"what is not known of PromQL here is in it:{so_changed}"
    return f"no series were found that tell it from{so_changed or ' the rule'}, and no proof that there are none"
