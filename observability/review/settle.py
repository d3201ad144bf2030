"""What is told of a change once series were looked for that tell old and new apart."""

from attrs import evolve

from observability.review.change import Kind, Sensitivity
from observability.review.changed import Changed
from observability.review.reach import Reached
from observability.review.witness import Search

# Of these the difference is when or for what it fires.
_TELLING = frozenset(
    {
        Kind.THRESHOLD,
        Kind.COMPARISON,
        Kind.WINDOW,
        Kind.FOR,
        Kind.KEEP_FIRING_FOR,
        Kind.MATCHER_WIDENED,
        Kind.MATCHER_NARROWED,
        Kind.MATCHER,
        Kind.AGGREGATION,
        Kind.EXPRESSION,
    }
)
_BOTH = {Sensitivity.MORE, Sensitivity.LESS}


def is_told_apart(changed: Changed) -> bool:
    """Whether series may tell the two versions apart."""
    both = changed.old and changed.new and changed.is_alert
    return bool(both) and any(change.kind in _TELLING for change in changed.changes)


def settled(changed: Changed) -> Changed:
    """The change, whose sensitivity no series contradict: what they show is so, whatever was concluded."""
    shown = {witness.sensitivity for witness in changed.witnesses}
    concluded = changed.sensitivity
    if shown != _BOTH and concluded is Sensitivity.DIFFERENTLY and not _is_certain(changed):
        # One thing makes it fire more, another less: which of them shows, nobody saw.
        return evolve(changed, sensitivity=Sensitivity.UNKNOWN)
    return evolve(changed, sensitivity=_shown(concluded, shown))


def _is_certain(changed: Changed) -> bool:
    return any(one.sensitivity is Sensitivity.DIFFERENTLY for one in changed.changes)


def settled_reader(reached: Reached, found: Search) -> Reached:
    """An alert that reads what changed, with the series that were found."""
    shown = {witness.sensitivity for witness in found.witnesses}
    sensitivity = _shown(reached.sensitivity, shown)
    return evolve(reached, sensitivity=sensitivity, witnesses=found.witnesses, unwitnessed=found.reason)


def _shown(concluded: Sensitivity, shown: set[Sensitivity]) -> Sensitivity:
    """What was concluded, unless series show something else."""
    if shown == _BOTH:
        return Sensitivity.DIFFERENTLY
    contradicted = concluded in {Sensitivity.EQUALLY, *_BOTH} and shown and concluded not in shown
    return Sensitivity.UNKNOWN if contradicted else concluded
