"""The parts of a file's tests that are found by themselves: of each alert alone, of recordings together."""

from collections.abc import Iterable, Sequence
from functools import partial

from observability.model.rule import Alert, RuleGroup
from observability.proof.derive import derive
from observability.proof.mutants.written import sharpened
from observability.proof.samples.natives import Natives
from observability.proof.script import Script
from observability.proof.suites.alike import Anonymous, anonymous
from observability.proof.suites.finds import Finds
from observability.proof.suites.grids import Grid
from observability.proof.suites.joining import joined
from observability.proof.suites.keepsakes import Alone, Ramped
from observability.proof.suites.packing import packed
from observability.proof.suites.raised import in_order, told
from observability.proof.suites.ramps import Ramps
from observability.proof.suites.recorded import Recorded


def by_itself(alert: Alert, known: Natives, counts: frozenset[str], finds: Finds) -> Alone:
    """The tests of an alert alone, found without its names.

    Of metrics that it reads, those `known` are histograms, and `counts` are never below zero.
    """
    this = anonymous([RuleGroup("", (alert,))], "^")
    natives = [(metric, in_order(asked)) for metric, asked in known]
    found = finds.once(Alone, (this.text, natives, sorted(counts)), partial(_nameless, this, known, counts))
    scripts = (script for _, those in found.tests for script in those)
    return this.named(found) if this.fits(made_up(scripts)) else _alone(alert, known, counts)


def made_up(tests: Iterable[Script]) -> frozenset[str]:
    """The values of labels in tests."""
    return frozenset(value for test in tests for one in test.inputs for _, value in one.labels)


def ramped(together: Sequence[Recorded], its: Grid, finds: Finds) -> Ramped:
    """The tests of recordings of which none reads another, on one grid."""
    return finds.once(Ramped, (its, *map(told, together)), partial(_ramped, together, its))


def _nameless(this: Anonymous, known: Natives, counts: frozenset[str]) -> Alone:
    (alert,) = (rule for group in this.groups for rule in group.rules if isinstance(rule, Alert))
    return _alone(alert, known, counts)


def _alone(alert: Alert, known: Natives, counts: frozenset[str]) -> Alone:
    found = sharpened(derive(alert, known, counts))
    tests = tuple((one.cases[0].evaluation, tuple(packed(one))) for one in found.by_pace)
    return Alone(tests, found.findings)


def _ramped(together: Sequence[Recorded], its: Grid) -> Ramped:
    ramps = Ramps(tuple(together), its)
    scripts = [script for script, _ in ramps.cases() if script.values]
    tests = joined(scripts, together, its) if scripts else None
    gaps = tuple(ramps.gaps.items())
    return Ramped(tuple(tests.scripts), tests.interval, gaps) if tests else Ramped((), gaps=gaps)
