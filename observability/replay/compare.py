"""Two outcomes side by side: which episodes are new, gone, longer, shorter, moved."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from attrs import frozen

from observability.replay.outcome import Episode, Labels, Outcome


class Kind(StrEnum):
    """What became of an episode."""

    ADDED = "added"
    LOST = "lost"
    LONGER = "longer"
    SHORTER = "shorter"
    MOVED = "moved"
    SAME = "same"


# Episodes of the old and of the new rules.
Sides = tuple[list[Episode], list[Episode]]


@frozen
class Change:
    """Episodes of one incident, as the old rules and as the new rules tell it; one side of it may be empty."""

    kind: Kind
    old: tuple[Episode, ...]
    new: tuple[Episode, ...]

    @property
    def start(self) -> int:
        """When it begins on either side."""
        return min(episode.start for episode in (*self.old, *self.new))

    @property
    def labels(self) -> Labels:
        """Whom it is about, in the words of the new rules where they tell of it."""
        return (self.new or self.old)[0].labels


def compare(old: Outcome | None, new: Outcome | None) -> tuple[Change, ...]:
    """What became of each episode, by time. An alert that is not there does not fire."""
    before, after = ((one.episodes if one else ()) for one in (old, new))
    step = max((one.step for one in (old, new) if one), default=0)
    incidents = [found for sides in _by_labels(before, after, None) for found in _overlapping(*sides)]
    together = [sides for sides in incidents if all(sides)]
    alone = [sides for sides in incidents if not all(sides)]
    gone, come = ([episode for sides in alone for episode in sides[side]] for side in (0, 1))
    rest = [found for sides in _by_labels(gone, come, _shared_names(gone, come)) for found in _overlapping(*sides)]
    changes = [_change(*sides, step) for sides in (*together, *rest)]
    return tuple(sorted(changes, key=lambda one: (one.start, one.labels, one.kind)))


def _shared_names(old: Sequence[Episode], new: Sequence[Episode]) -> frozenset[str] | None:
    """The labels that tell incidents apart on both sides, where the two have different ones; None where they do not.

    An expression that keeps one label more tells the same incident by it, once for each of its values.
    """
    names = [{frozenset(name for name, _ in episode.labels) for episode in side} for side in (old, new)]
    if not old or not new or names[0] & names[1]:
        return None
    return frozenset.intersection(*names[0], *names[1])


def _by_labels(old: Iterable[Episode], new: Iterable[Episode], names: frozenset[str] | None) -> list[Sides]:
    """Episodes of the same labels, of which only those with these names count; None: all."""
    found: dict[Labels, Sides] = {}
    for side, episodes in ((0, old), (1, new)):
        for episode in episodes:
            key = tuple(pair for pair in episode.labels if names is None or pair[0] in names)
            found.setdefault(key, ([], []))[side].append(episode)
    return list(found.values())


def _overlapping(old: Iterable[Episode], new: Iterable[Episode]) -> Iterator[Sides]:
    """Episodes that have some time in common, also while they were pending, directly or through others."""
    both = sorted([(e.active, 0, e) for e in old] + [(e.active, 1, e) for e in new])
    group: Sides = ([], [])
    until = both[0][0] if both else 0
    for start, side, episode in both:
        if start > until and any(group):
            yield group
            group = ([], [])
        group[side].append(episode)
        until = max(until, episode.end)
    if any(group):
        yield group


def _change(old: Sequence[Episode], new: Sequence[Episode], step: int) -> Change:
    return Change(_kind(old, new, step), tuple(sorted(old)), tuple(sorted(new)))


def _kind(old: Sequence[Episode], new: Sequence[Episode], step: int) -> Kind:
    if not old or not new:
        return Kind.ADDED if new else Kind.LOST
    if len(old) == len(new) and all(_same(*pair, step) for pair in zip(sorted(old), sorted(new), strict=True)):
        return Kind.SAME
    before, after = (sum(episode.milliseconds for episode in side) for side in (old, new))
    if before == after:
        return Kind.MOVED
    return Kind.LONGER if after > before else Kind.SHORTER


def _same(one: Episode, other: Episode, step: int) -> bool:
    """Whether both are at the same time, as well as evaluations of two intervals can tell."""
    return abs(one.start - other.start) < step and abs(one.end - other.end) < step
