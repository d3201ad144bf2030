"""What a changed expression means: each difference named, with its direction and the reason in words."""

from attrs import evolve, frozen

from observability.promql import text_of, tree_of
from observability.promql.normal import condition, normal, written
from observability.proof.words import shortened
from observability.review.change import Change, Kind, Sensitivity
from observability.review.differences import Added, Difference, Found, cost, differences
from observability.review.direction import BOTH, DOWN, NONE, UNKNOWN, UP
from observability.review.effect import NOTHING, Effect
from observability.review.parts import weigh
from observability.review.signs import promising

SENSITIVITIES = {
    UP: Sensitivity.MORE,
    DOWN: Sensitivity.LESS,
    NONE: Sensitivity.EQUALLY,
    BOTH: Sensitivity.DIFFERENTLY,
    UNKNOWN: Sensitivity.UNKNOWN,
}
_JOINED = {
    ("and", True): "fires only while there is {}",
    ("and", False): "fires also while there is no {}",
    ("or", True): "fires also for {}",
    ("or", False): "fires no more for {}",
    ("unless", True): "fires no more while there is {}",
    ("unless", False): "fires also while there is {}",
}


@frozen
class Compared:
    """The changes of an expression, and what they do together. `same_condition`: only the value is another one."""

    changes: tuple[Change, ...] = ()
    effect: Effect = NOTHING
    same_condition: bool = False


def compare(old: str, new: str, *, of_alert: bool) -> Compared:
    """What changed between two expressions: of an alert, where only labels matter, or of a recording."""
    if old == new:
        return Compared()
    try:
        before, after = tree_of(old), tree_of(new)
    except ValueError as error:
        unread = Change(Kind.EXPRESSION, Sensitivity.UNKNOWN, f"one of the two cannot be read: {error}", old, new)
        return Compared((unread,), Effect(UNKNOWN, UNKNOWN))
    if normal(before) == normal(after):
        return Compared()
    form = condition if of_alert else normal
    if form(before) == form(after):
        return Compared(same_condition=True)
    # What is written is told where it can be: of what was moved to the other side nobody has heard.
    found = (differences(spelled(before), spelled(after)) for spelled in (written, normal, form))
    ways = [(_compared(one, of_alert=of_alert), cost(one)) for one in found]
    return min(ways, key=lambda way: (_is_unknown(way[0], of_alert=of_alert), way[1]))[0]


def _is_unknown(compared: Compared, *, of_alert: bool) -> bool:
    effect = compared.effect
    return UNKNOWN in ((effect.firing,) if of_alert else (effect.firing, effect.value))


def _compared(found: Found, *, of_alert: bool) -> Compared:
    changes, whole = list[Change](), NOTHING
    for part in found.parts:
        weighed = weigh(part)
        effect = part.at_root(weighed.effect, weighed.above)
        sensitivity = _sensitivity(effect, of_alert=of_alert)
        reason = weighed.reason + _believed(part, sensitivity, of_alert=of_alert)
        changes.append(Change(weighed.kind, sensitivity, reason, weighed.before, weighed.after))
        whole |= effect
    for joined in found.conditions:
        changes.append(_joined(joined, of_alert=of_alert))
        whole |= joined.effect
    return Compared(tuple(dict.fromkeys(changes)), whole)


def _believed(part: Difference, sensitivity: Sensitivity, *, of_alert: bool) -> str:
    """Which metrics are believed to be never below zero, as they are called, where that decides."""
    proven = evolve(part, by_name=False)
    weighed = weigh(proven)
    if _sensitivity(proven.at_root(weighed.effect, weighed.above), of_alert=of_alert) is sensitivity:
        return ""
    top = part.way[0][0] if part.way else part.old
    return f", if {' and '.join(promising(top))} cannot be negative"


def _joined(joined: Added, *, of_alert: bool) -> Change:
    text = text_of(joined.condition)
    reason = _JOINED[joined.operator, joined.is_new].format(f"`{shortened(joined.condition)}`")
    before, after = ("", text) if joined.is_new else (text, "")
    return Change(Kind.EXPRESSION, _sensitivity(joined.effect, of_alert=of_alert), reason, before, after)


def _sensitivity(effect: Effect, *, of_alert: bool) -> Sensitivity:
    """Of an alert; what a recording's value does is for the alerts to say that read it."""
    return SENSITIVITIES[effect.firing] if of_alert else SENSITIVITIES[effect.value | effect.firing]
