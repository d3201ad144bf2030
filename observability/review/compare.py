"""Two sets of rules into what changed, the gravest first."""

import re
from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve

from observability.model.names import EVENTS, OBJECTIVE, SERVICE, SEVERITY, SIGNAL
from observability.model.review import Event, ReviewPolicy
from observability.review import aspects
from observability.review.change import Change, Kind, Sensitivity, together
from observability.review.changed import Changed
from observability.review.direction import DOWN, UNKNOWN
from observability.review.effect import NOTHING, Effect
from observability.review.expressions import Compared, compare
from observability.review.matching import Pair, match
from observability.review.ruleset import Placed, SourceFile

_VALUE = re.compile(r"\{\{[^}]*(?:\$value|\.Value)\b", re.DOTALL)
_NOTHING_TELLS = "is gone: nothing tells of this any more"


def changes(old: Iterable[SourceFile], new: Iterable[SourceFile], policy: ReviewPolicy) -> list[Changed]:
    """All rules that changed, those that changed alike in several environments once."""
    pairs = match((one for file in old for one in file.placed), (one for file in new for one in file.placed))
    found = (changed for pair in pairs if (changed := _changed(pair, policy)) is not None)
    return _merged(found)


def not_compared(files: Iterable[SourceFile], side: str) -> list[Changed]:
    """The alerts of files that could not be read on the other side. What is to be said of recordings, they say."""
    reason = f"nothing can be said of it, as the file cannot be read in {side}"
    change = Change(Kind.NOT_COMPARED, Sensitivity.UNKNOWN, reason)
    alerts = (placed for file in files for placed in file.placed if placed.is_alert)
    return _merged(Changed(placed, placed, (change,), Sensitivity.UNKNOWN) for placed in alerts)


def _changed(pair: Pair, policy: ReviewPolicy) -> Changed | None:
    if pair.new is None:
        return _gone(pair.old)
    if pair.old is None or pair.split:
        return _new(pair)
    compared = compare(pair.old.rule.expr, pair.new.rule.expr, of_alert=pair.new.is_alert)
    found = [*_by_value(pair.new, compared), *compared.changes, *aspects.changes(pair.old, pair.new, policy)]
    if not found:
        return None
    effect = NOTHING if pair.new.is_alert else _to_readers(pair.old, pair.new, compared.effect)
    return Changed(pair.old, pair.new, tuple(found), together(one.sensitivity for one in found), effect)


def _to_readers(old: Placed, new: Placed, effect: Effect) -> Effect:
    """What is recorded under other labels, or at other times, is something else to who reads it."""
    when = [(one.interval, one.query_offset, one.limit) for one in (old, new)]
    return effect if old.series == new.series and when[0] == when[1] else Effect(UNKNOWN, UNKNOWN)


def _by_value(new: Placed, compared: Compared) -> Iterator[Change]:
    """The same condition on another value is seen where the value is told."""
    told = [*new.rule.labels.values(), *(new.alert.annotations.values() if new.alert else ())]
    if compared.same_condition and any(map(_VALUE.search, told)):
        reason = "the value that its texts show is another one, for the same condition"
        yield Change(Kind.TEXT, Sensitivity.EQUALLY, reason, events=frozenset({Event.TEXT}))


def _gone(old: Placed | None) -> Changed | None:
    if old is None:
        return None
    reason = _NOTHING_TELLS if old.is_alert else "is gone: it is not recorded any more"
    sensitivity = Sensitivity.LESS if old.is_alert else Sensitivity.EQUALLY
    removed = Change(Kind.REMOVED, sensitivity, reason, before=old.rule.expr.strip())
    return Changed(old, None, (removed,), sensitivity, Effect(UNKNOWN, DOWN))


def _new(pair: Pair) -> Changed | None:
    new = pair.new
    if new is None:
        return None
    severity = new.rule.labels.get(SEVERITY, "")
    events = frozenset({Event.ADDED}) if new.is_alert else frozenset[Event]()
    kind, reason = (Kind.SPLIT, f"is new, split from {pair.old.name}") if pair.old else (Kind.ADDED, "is new")
    reason += f", with severity {severity}" if severity else ""
    sensitivity = Sensitivity.MORE if new.is_alert else Sensitivity.EQUALLY
    added = Change(kind, sensitivity, reason, after=new.rule.expr.strip(), events=events)
    return Changed(None, new, (added,), sensitivity)


def _merged(found: Iterable[Changed]) -> list[Changed]:
    """What changed alike in several environments, once."""
    merged: dict[object, Changed] = {}
    for changed in found:
        key = (changed.placed.key, changed.is_alert, changed.name, changed.location, changed.changes, _labels(changed))
        environment = changed.placed.environment
        if not environment or key not in merged or environment in merged[key].environments:
            own = key if key not in merged else (key, len(merged))
            merged[own] = evolve(changed, environments=(environment,) if environment else ())
        else:
            merged[key] = evolve(merged[key], environments=(*merged[key].environments, environment))
    return list(merged.values())


def _labels(changed: Changed) -> Sequence[tuple[str, str]]:
    """What tells rules of one name in one file apart, whatever the environment."""
    labels = changed.placed.rule.labels
    return tuple((name, labels.get(name, "")) for name in (SEVERITY, SERVICE, SIGNAL, OBJECTIVE, EVENTS))
