"""From what a server answered to what became of each alert."""

from collections.abc import Callable, Mapping, Sequence

from attrs import evolve, frozen

from observability.replay.compare import compare
from observability.replay.leaves import Leaf, without_matchers
from observability.replay.outcome import Presence, outcome
from observability.replay.watched import watched
from observability.replaying.hearing import Hearing
from observability.replaying.history import History, Span, histories, is_late, seen
from observability.replaying.plan import Asked, Planned, PlannedPair, all_asked
from observability.replaying.question import Question, Refused
from observability.replaying.replayed import Absent, Replayed, Side

Answers = Mapping[Question, Sequence[Presence] | Refused]
Done = Callable[[int], None]


def tell(
    planned: Sequence[PlannedPair], answers: Answers, known: Mapping[Span, History], server: Hearing, done: Done
) -> tuple[Replayed, ...]:
    """What became of each alert on both sides, and how the two compare.

    Raises:
        ServerError: the server does not answer as a Prometheus does.
    """
    teller = _Teller(answers, known, _others(all_asked(planned), known, server, done))
    flat = [side for one in planned for side in one.sides]
    sides = iter(_believed(flat, [teller.side(one) for one in flat], server, done))
    told = []
    for one in planned:
        old = next(sides) if one.old else None
        new = next(sides) if one.new else None
        told.append(_replayed(one.name, old, new))
    return tuple(told)


def _replayed(name: str, old: Side | None, new: Side | None) -> Replayed:
    found = Replayed(name, old, new)
    if not found.is_known:
        return found
    before, after = (side.outcome if side else None for side in (old, new))
    return evolve(found, changes=compare(before, after))


@frozen
class _Teller:
    answers: Answers
    known: Mapping[Span, History]
    others: Mapping[str, bool]

    def side(self, planned: Planned) -> Side:
        """What became of one side of an alert."""
        asked = planned.asked
        if asked is None:
            return planned.side
        side = evolve(planned.side, absent=self._absent(asked), partial=self._partial(asked))
        answer = self.answers[asked.question]
        if isinstance(answer, Refused):
            return evolve(side, reason=answer.reason)
        return evolve(side, outcome=outcome(side.alert, answer, asked.question.grid))

    def _absent(self, asked: Asked) -> tuple[Absent, ...]:
        missing = [leaf for leaf, span in asked.spans.items() if not self.known[span].exists]
        return tuple(Absent(leaf.selector, self.others.get(without_matchers(leaf), False)) for leaf in missing)

    def _partial(self, asked: Asked) -> Mapping[str, int]:
        found = {leaf.selector: self.known[span] for leaf, span in asked.spans.items() if self._is_late(span)}
        return {selector: history.first for selector, history in found.items() if history.first is not None}

    def _is_late(self, span: Span) -> bool:
        return is_late(span, self.known[span])


def _others(asked: Sequence[Asked], known: Mapping[Span, History], server: Hearing, done: Done) -> Mapping[str, bool]:
    """Whether the metrics are there of whose selectors nothing is."""
    missing = [(leaf, span) for one in asked for leaf, span in one.spans.items() if not known[span].exists]
    spans = {name: evolve(span, expr=name) for leaf, span in missing if (name := _wider(leaf))}
    found = histories(server, spans.values(), done)
    return {name: found[span].exists for name, span in spans.items()}


def _wider(leaf: Leaf) -> str:
    name = without_matchers(leaf)
    return "" if name == leaf.selector else name


def _believed(planned: Sequence[Planned], sides: Sequence[Side], server: Hearing, done: Done) -> list[Side]:
    """The sides, without those that have not fired because they had nothing to look at."""
    spans = {
        number: span
        for number, (one, side) in enumerate(zip(planned, sides, strict=True))
        for span in _doubted(one, side)
    }
    looked = seen(server, list(dict.fromkeys(spans.values())), done)
    blind = {number for number, span in spans.items() if not looked[span].exists}
    return [_blind(side) if number in blind else side for number, side in enumerate(sides)]


def _doubted(planned: Planned, side: Side) -> list[Span]:
    """What to look for where an alert has not fired, and some of what it reads is not there."""
    if planned.asked is None or side.outcome is None or side.outcome.episodes or not side.absent:
        return []
    grid = planned.asked.question.grid
    return [Span(watched(side.expr), grid.since, grid.end)]


def _blind(side: Side) -> Side:
    return evolve(side, outcome=None, reason="no history")
