"""From what a server answered to what became of each alert."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from attrs import Factory, evolve, frozen

from observability.adapters.progress import Progress
from observability.promql import tree_of
from observability.replay.climb import Memory, climb
from observability.replay.compare import compare
from observability.replay.inline import InlineError
from observability.replay.leaves import Leaf, without_matchers
from observability.replay.outcome import Presence, outcome
from observability.replay.watched import watched
from observability.replaying.hearing import Hearing
from observability.replaying.history import History, Span, histories, is_late, seen
from observability.replaying.plan import Asked, Climb, Planned, PlannedPair, all_asked
from observability.replaying.question import Question, Refused
from observability.replaying.replayed import Absent, Replayed, Side

Answers = Mapping[Question, Sequence[Presence] | Refused]


def tell(
    planned: Sequence[PlannedPair], answers: Answers, known: Mapping[Span, History], server: Hearing, progress: Progress
) -> tuple[Replayed, ...]:
    """What became of each alert on both sides, and how the two compare.

    Raises:
        ServerError: the server does not answer as a Prometheus does.
    """
    others = _others(all_asked(planned), known, server)
    teller = _Teller(answers, known, others, partial(progress, "Evaluating recordings"))
    flat = [side for one in planned for side in one.sides]
    sides = iter(_believed(flat, teller.sides(flat), server))
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
    climbing: Callable[[int, int], None]
    memory: Memory = Factory(dict)

    def sides(self, planned: Sequence[Planned]) -> list[Side]:
        """What became of all. Those that climb from farthest go first: the others find their rungs made."""
        farthest_first = sorted(range(len(planned)), key=lambda place: -_reach(planned[place]))
        found = {place: self.side(planned[place]) for place in farthest_first}
        return [found[place] for place in range(len(planned))]

    def side(self, planned: Planned) -> Side:
        """What became of one side of an alert."""
        if planned.side.reason:
            return planned.side
        side = evolve(planned.side, absent=self._absent(planned), partial=self._partial(planned))
        answer = self._climbed(planned, planned.climb) if planned.climb else self._answers(planned)[0]
        if isinstance(answer, Refused):
            return evolve(side, reason=answer.reason)
        found = evolve(side, outcome=outcome(side.alert, answer, planned.grid, side.limit))
        return _blind(found) if self._is_blind(planned, found) else found

    def _is_blind(self, planned: Planned, side: Side) -> bool:
        """Whether nothing at all is there that it reads, or, as far as is known here, nothing to decide by."""
        if not _is_doubtful(side):
            return False
        if len(side.absent) == len({leaf.selector for leaf, _ in _spans(planned)}):
            return True
        if planned.climb is None:
            return False
        looked_at = evolve(planned.climb.ladder, tree=tree_of(watched(side.alert.expr)))
        answer = self._climbed(planned, evolve(planned.climb, ladder=looked_at))
        return not isinstance(answer, Refused) and not any(one.times[-1] >= planned.grid.since for one in answer)

    def _answers(self, planned: Planned) -> list[Sequence[Presence] | Refused]:
        return [self.answers[one.question] for one in planned.asked]

    def _climbed(self, planned: Planned, way: Climb) -> Sequence[Presence] | Refused:
        for answer in self._answers(planned):
            if isinstance(answer, Refused):
                return answer
        found = {one: self.answers[question] for one, question in way.questions.items()}
        known = {one: answer for one, answer in found.items() if not isinstance(answer, Refused)}
        try:
            return climb(way.ladder, known, planned.grid, self.memory, self.climbing)
        except InlineError as error:
            return Refused(f"cannot be replayed: {error}")

    def _absent(self, planned: Planned) -> tuple[Absent, ...]:
        missing = {leaf.selector: leaf for leaf, span in _spans(planned) if not self.known[span].exists}
        return tuple(
            Absent(text, self.others.get(without_matchers(leaf), False)) for text, leaf in sorted(missing.items())
        )

    def _partial(self, planned: Planned) -> Mapping[str, int]:
        found = {leaf.selector: self.known[span] for leaf, span in _spans(planned) if self._is_late(span)}
        return {selector: history.first for selector, history in found.items() if history.first is not None}

    def _is_late(self, span: Span) -> bool:
        return is_late(span, self.known[span])


def _reach(planned: Planned) -> int:
    return planned.climb.ladder.reach if planned.climb else 0


def _spans(planned: Planned) -> list[tuple[Leaf, Span]]:
    return [pair for one in planned.asked for pair in one.spans.items()]


def _others(asked: Sequence[Asked], known: Mapping[Span, History], server: Hearing) -> Mapping[str, bool]:
    """Whether the metrics are there of whose selectors nothing is."""
    missing = [(leaf, span) for one in asked for leaf, span in one.spans.items() if not known[span].exists]
    spans = {name: evolve(span, expr=name) for leaf, span in missing if (name := _wider(leaf))}
    found = histories(server, spans.values(), lambda _done: None)
    return {name: found[span].exists for name, span in spans.items()}


def _wider(leaf: Leaf) -> str:
    name = without_matchers(leaf)
    return "" if name == leaf.selector else name


def _believed(planned: Sequence[Planned], sides: Sequence[Side], server: Hearing) -> list[Side]:
    """The sides, without those that have not fired because they had nothing to look at."""
    spans = {
        number: span
        for number, (one, side) in enumerate(zip(planned, sides, strict=True))
        for span in _doubted(one, side)
    }
    looked = seen(server, list(dict.fromkeys(spans.values())), lambda _done: None)
    blind = {number for number, span in spans.items() if not looked[span].exists}
    return [_blind(side) if number in blind else side for number, side in enumerate(sides)]


def _is_doubtful(side: Side) -> bool:
    """Whether an alert has not fired, and some of what it reads is not there."""
    return side.outcome is not None and not side.outcome.episodes and bool(side.absent)


def _doubted(planned: Planned, side: Side) -> list[Span]:
    """What to look for where an alert has not fired, and some of what it reads is not there."""
    if planned.climb or not _is_doubtful(side):
        return []
    return [Span(watched(side.expr), planned.grid.since, planned.grid.end)]


def _blind(side: Side) -> Side:
    return evolve(side, outcome=None, reason="no history")
