"""Which alerts are replayed, and with which expressions."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from attrs import evolve, frozen

from observability.model.durations import Duration
from observability.model.rule import Alert
from observability.promql import metrics_read
from observability.replay.climb import check
from observability.replay.grid import Grid
from observability.replay.inline import (
    Fetched,
    InlineError,
    Ladder,
    Library,
    TooLongError,
    differing,
    inlined,
    ladder,
    reads_any_of,
)
from observability.replay.leaves import Leaf, leaves
from observability.replay.outcome import unknown_labels, waits_of
from observability.replay.pairs import Pair, Timed, is_changed, pair, timed
from observability.replaying.history import Span
from observability.replaying.question import Question
from observability.replaying.replayed import Side
from observability.replaying.request import Request


@frozen
class Asked:
    """A question, and what the server reads to answer it."""

    question: Question
    leaves: tuple[Leaf, ...]

    @property
    def spans(self) -> Mapping[Leaf, Span]:
        """From when to when each is read."""
        grid = self.question.grid
        return {leaf: Span(leaf.selector, grid.since - leaf.reach, grid.end, leaf.reach) for leaf in self.leaves}


@frozen
class Climb:
    """Recordings that are evaluated here, and which question answers what of them."""

    ladder: Ladder
    questions: Mapping[Fetched, Question]


@frozen
class Planned:
    """A side of an alert, when it is evaluated, and what is asked for it.

    That is its expression, or what is needed to `climb` to it. Where it cannot be said, the side has a `reason`.
    """

    side: Side
    grid: Grid
    asked: tuple[Asked, ...] = ()
    climb: Climb | None = None


@frozen
class PlannedPair:
    """Both sides of an alert."""

    name: str
    old: Planned | None
    new: Planned | None

    @property
    def sides(self) -> tuple[Planned, ...]:
        """Those that there are."""
        return tuple(one for one in (self.old, self.new) if one)


@frozen
class Plan:
    """What is replayed. `different` are recordings that the sides do not have in common, and all that reads them."""

    request: Request
    interval: Duration
    old: Library
    new: Library
    different: frozenset[str]
    pairs: tuple[Pair, ...]
    unchanged: int

    @classmethod
    def of(cls, request: Request, interval: Duration) -> "Plan":
        """The plan; `interval` is that of groups without one of their own."""
        old, new = Library.of(request.old, interval), Library.of(request.new, interval)
        different = differing(old, new)
        pairs = request.pairs if request.pairs is not None else pair(timed(request.old), timed(request.new))
        wanted = [one for one in pairs if not request.names or one.name in request.names]
        changed = [one for one in wanted if request.unchanged or is_changed(one) or _may_read(one, old, new, different)]
        return cls(request, interval, old, new, different, tuple(changed), len(wanted) - len(changed))

    def recordings(self) -> frozenset[str]:
        """What the alerts read, to any depth, that both sides record in the same way: is there a history of it?"""
        return frozenset(name for one in self.pairs for name in _reads(one, self.old, self.new)) - self.different

    def planned(self, without_history: AbstractSet[str]) -> tuple[PlannedPair, ...]:
        """The questions. Recordings that differ, or have no history, are written out."""
        names = self.different | without_history
        return tuple(
            PlannedPair(one.name, self._side(one.old, self.old, names), self._side(one.new, self.new, names))
            for one in self.pairs
        )

    def _side(self, one: Timed | None, library: Library, names: AbstractSet[str]) -> Planned | None:
        if one is None:
            return None
        interval = one.interval or self.interval
        waits = waits_of(one.alert)
        grid = Grid.of(self.request.since, self.request.until, interval.milliseconds, waits.duration + waits.keep)
        read = tuple(sorted(library.reads(metrics_read(one.alert.expr)) & names))
        side = Side(
            one.alert,
            interval,
            one.alert.expr,
            written_out=read,
            limit=one.limit,
            query_offset=one.query_offset,
        )
        planned = Planned(side, grid)
        try:
            _check_labels(one.alert)
            return self._asked(planned, library, names)
        except InlineError as error:
            return evolve(planned, side=evolve(planned.side, reason=f"cannot be replayed: {error}"))

    def _asked(self, planned: Planned, library: Library, names: AbstractSet[str]) -> Planned:
        side = planned.side
        try:
            expr = inlined(side.alert.expr, library, names)
        except TooLongError as error:
            return _climbing(planned, _ladder(planned, library, names, error))
        asked = Asked(Question(expr, planned.grid), leaves(expr))
        return evolve(planned, side=evolve(side, expr=expr), asked=(asked,))


def _ladder(planned: Planned, library: Library, names: AbstractSet[str], too_long: TooLongError) -> Ladder:
    try:
        steps = ladder(planned.side.alert.expr, planned.grid.step, library, names)
        check(steps, planned.grid)
    except InlineError as error:
        raise InlineError(f"{too_long}; and {error}") from None
    return steps


def _check_labels(alert: Alert) -> None:
    if unknown := unknown_labels(alert):
        raise InlineError(f"its label {unknown[0]} is made of something that only the server knows, or cannot be read")


def _climbing(planned: Planned, steps: Ladder) -> Planned:
    """The side, with the lowest steps asked for as long before as the highest read them."""
    asked, questions = list[Asked](), dict[Fetched, Question]()
    for one in steps.fetched:
        grid = evolve(planned.grid, start=(planned.grid.start - steps.reach) // one.interval * one.interval)
        questions[one] = Question(one.expr, evolve(grid, step=one.interval))
        found = (evolve(leaf, reach=leaf.reach + steps.reach) for leaf in leaves(one.expr))
        asked.append(Asked(questions[one], tuple(found)))
    return evolve(planned, asked=tuple(asked), climb=Climb(steps, questions))


def merged(asked: Sequence[Asked]) -> Mapping[Question, Question]:
    """Each question, and the one that is asked for it: those of one expression and interval are asked once."""
    longest: dict[tuple[str, int], Question] = {}
    for question in (one.question for one in asked):
        key = question.expr, question.grid.step
        longest[key] = min(longest.get(key, question), question, key=lambda one: one.grid.start)
    return {one.question: longest[one.question.expr, one.question.grid.step] for one in asked}


def all_asked(planned: Sequence[PlannedPair]) -> list[Asked]:
    """All that is asked, in order; the same may be asked for several alerts."""
    return [asked for one in planned for side in one.sides for asked in side.asked]


def _may_read(one: Pair, old: Library, new: Library, different: AbstractSet[str]) -> bool:
    """Whether an alert reads any of these recordings, by its name or by a pattern of names."""
    sides = [side.alert.expr for side in (one.old, one.new) if side]
    return bool(_reads(one, old, new) & different) or any(reads_any_of(expr, different) for expr in sides)


def _reads(one: Pair, old: Library, new: Library) -> frozenset[str]:
    sides = ((one.old, old), (one.new, new))
    own = [(metrics_read(side.alert.expr), library) for side, library in sides if side]
    return frozenset(name for names, library in own for name in (library.reads(names) | (names & _all(old, new))))


def _all(old: Library, new: Library) -> AbstractSet[str]:
    return old.by_name.keys() | new.by_name.keys()
