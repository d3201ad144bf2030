"""Which alerts are replayed, and with which expressions."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from attrs import evolve, frozen

from observability.model.durations import Duration
from observability.replay.grid import Grid
from observability.replay.inline import InlineError, Library, differing, inlined
from observability.replay.inline.library import names_read
from observability.replay.leaves import Leaf, leaves
from observability.replay.outcome import changing_labels, waits_of
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
class Planned:
    """A side of an alert, and what is asked for it; None where that cannot be said, and the side has the `reason`."""

    side: Side
    asked: Asked | None = None


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
        changed = [one for one in wanted if request.unchanged or is_changed(one) or _reads(one, old, new) & different]
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
        side = Side(one.alert, interval, one.alert.expr)
        try:
            if changing := changing_labels(one.alert):
                text = f"its label {changing[0]} is made of the value, so Prometheus begins a new alert at each change"
                raise InlineError(text)
            expr = inlined(one.alert.expr, library, names)
            found = leaves(expr)
        except InlineError as error:
            return Planned(evolve(side, reason=f"cannot be replayed: {error}"))
        read = library.reads(names_read(one.alert.expr)) & names
        waits = waits_of(one.alert)
        grid = Grid.of(self.request.since, self.request.until, interval.milliseconds, waits.duration + waits.keep)
        asked = Asked(Question(expr, grid), found)
        return Planned(evolve(side, expr=expr, written_out=tuple(sorted(read))), asked)


def merged(asked: Sequence[Asked]) -> Mapping[Question, Question]:
    """Each question, and the one that is asked for it: those of one expression and interval are asked once."""
    longest: dict[tuple[str, int], Question] = {}
    for question in (one.question for one in asked):
        key = question.expr, question.grid.step
        longest[key] = min(longest.get(key, question), question, key=lambda one: one.grid.start)
    return {one.question: longest[one.question.expr, one.question.grid.step] for one in asked}


def all_asked(planned: Sequence[PlannedPair]) -> list[Asked]:
    """All that is asked, in order; the same may be asked for several alerts."""
    return [side.asked for one in planned for side in one.sides if side.asked]


def _reads(one: Pair, old: Library, new: Library) -> frozenset[str]:
    sides = ((one.old, old), (one.new, new))
    own = [(names_read(side.alert.expr), library) for side, library in sides if side]
    return frozenset(name for names, library in own for name in (library.reads(names) | (names & _all(old, new))))


def _all(old: Library, new: Library) -> AbstractSet[str]:
    return old.by_name.keys() | new.by_name.keys()
