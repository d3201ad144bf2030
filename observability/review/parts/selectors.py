"""Which series are read."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import evolve

from observability.model.durations import Duration
from observability.model.selector import Matcher, MatchOp
from observability.promql import text_of
from observability.promql.text import render_labels
from observability.promql.tree import Vector
from observability.review.change import Kind
from observability.review.differences import Difference
from observability.review.direction import BOTH, DOWN, NONE, UNKNOWN, UP, Direction
from observability.review.effect import Effect
from observability.review.parts.containment import contains
from observability.review.parts.weighed import Weighed

_KINDS = {UP: Kind.MATCHER_WIDENED, DOWN: Kind.MATCHER_NARROWED}
_WORDS = {
    UP: "reads more series",
    DOWN: "reads fewer series",
    BOTH: "reads other series",
    UNKNOWN: "reads other series",
}


def weigh(difference: Difference) -> Weighed | None:
    """Another metric, another time, or other matchers."""
    old, new = difference.old, difference.new
    if not (isinstance(old, Vector) and isinstance(new, Vector)):
        return None
    if old.selector.metric != new.selector.metric and old.selector.metric and new.selector.metric:
        before, after = text_of(old), text_of(new)
        return Weighed(Kind.EXPRESSION, Effect(BOTH, BOTH), f"reads {after} where it read {before}", before, after)
    if (old.offset, old.at) != (new.offset, new.at):
        before, after = _time(old), _time(new)
        reason = f"looks at {after} where it was {before}"
        if old.selector == new.selector:
            return Weighed(Kind.EXPRESSION, Effect(BOTH, BOTH), reason, before, after)
        matched = _matched(old, new)
        return evolve(matched, kind=Kind.EXPRESSION, effect=Effect(BOTH, BOTH), reason=f"{reason}, {matched.reason}")
    return _matched(old, new)


def _matched(old: Vector, new: Vector) -> Weighed:
    before, after = _by_label(old), _by_label(new)
    labels = [label for label in sorted({*before, *after}) if before.get(label) != after.get(label)]
    direction = NONE
    for label in labels:
        direction |= _direction(before.get(label, ()), after.get(label, ()))
    told = [_written(one[label]) if label in one else f"any {label}" for label in labels for one in (after, before)]
    changes = ", ".join(f"{new} where it read {old}" for new, old in zip(told[::2], told[1::2], strict=True))
    kind = _KINDS.get(direction, Kind.MATCHER)
    old_text, new_text = _written(old.selector.matchers), _written(new.selector.matchers)
    return Weighed(kind, Effect(NONE, direction, whole=True), f"{_WORDS[direction]}: {changes}", old_text, new_text)


def _by_label(vector: Vector) -> Mapping[str, tuple[Matcher, ...]]:
    found: dict[str, tuple[Matcher, ...]] = {}
    name = Matcher("__name__", MatchOp.EQUAL, vector.selector.metric)
    for matcher in (*([name] if name.value else []), *vector.selector.matchers):
        found[matcher.label] = (*found.get(matcher.label, ()), matcher)
    return found


def _direction(old: Sequence[Matcher], new: Sequence[Matcher]) -> Direction:
    if set(new) < set(old):
        return UP
    if set(old) < set(new):
        return DOWN
    if len(old) != 1 or len(new) != 1:
        return UNKNOWN
    wider, narrower = contains(new[0], old[0]), contains(old[0], new[0])
    if wider or narrower:
        return UP if wider else DOWN
    return BOTH if (wider, narrower) == (False, False) else UNKNOWN


def _written(matchers: Iterable[Matcher]) -> str:
    return render_labels(tuple(matchers)).strip("{}")


def _time(vector: Vector) -> str:
    if vector.at:
        return f"the time @ {vector.at}"
    return f"{Duration(abs(vector.offset))} {'ago' if vector.offset > 0 else 'ahead'}" if vector.offset else "now"
