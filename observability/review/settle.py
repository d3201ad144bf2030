"""What is told of a change once series were looked for that tell old and new apart."""

from attrs import evolve

from observability.review.change import Kind, Sensitivity
from observability.review.changed import Changed

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
    if shown == _BOTH:
        return evolve(changed, sensitivity=Sensitivity.DIFFERENTLY)
    if concluded is Sensitivity.DIFFERENTLY and not any(one.sensitivity is concluded for one in changed.changes):
        # One thing makes it fire more, another less: which of them shows, nobody saw.
        return evolve(changed, sensitivity=Sensitivity.UNKNOWN)
    if concluded is Sensitivity.EQUALLY and shown:
        return evolve(changed, sensitivity=Sensitivity.UNKNOWN)
    if concluded in _BOTH and shown and concluded not in shown:
        return evolve(changed, sensitivity=Sensitivity.UNKNOWN)
    return changed
