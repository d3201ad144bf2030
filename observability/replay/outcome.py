"""What would have become of an alert: when it fired, for which labels."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from observability.model.rule import Alert
from observability.proof.evaluator import NAME
from observability.replay.grid import Grid
from observability.replay.machine import Span, Waits, spans

# Labels as pairs, sorted.
Labels = tuple[tuple[str, str], ...]

_TEMPLATE = "{{"


@frozen
class Presence:
    """The labels of a series of an alert's expression, and the times at which it has a sample, in milliseconds.

    `values` are as many as times, or none where nobody wants them.
    """

    labels: Mapping[str, str]
    times: Sequence[int]
    values: Sequence[float] = ()


@frozen(order=True)
class Episode:
    """An alert fires from `start` to `end`, the last evaluation at which it does. Times in milliseconds since 1970.

    `active` is when its condition began to hold. `labels` are those of the expression's result. `milliseconds` is for
    how long it fires: evaluations times their interval. `is_cut` where it began before what was replayed, or did not
    end.
    """

    start: int
    end: int
    active: int
    labels: Labels
    milliseconds: int
    is_cut: bool = False


@frozen
class Outcome:
    """All episodes, by time. `failed`: at so many evaluations two alerts had the same labels, and none was made."""

    episodes: tuple[Episode, ...]
    step: int
    failed: int = 0

    @property
    def firings(self) -> int:
        """How often it began to fire, or fired already."""
        return len(self.episodes)

    @property
    def milliseconds(self) -> int:
        """For how long it fired, all labels together."""
        return sum(episode.milliseconds for episode in self.episodes)


def outcome(alert: Alert, series: Iterable[Presence], grid: Grid) -> Outcome:
    """What becomes of the alert when its expression has these series."""
    found = list(_by_identity(alert, series, grid).items())
    failed = frozenset(place for _, places in found for place, count in places.items() if count > 1)
    known = [place for place in range(len(grid.times)) if place not in failed] if failed else range(len(grid.times))
    times = [grid.times[place] for place in known] if failed else grid.times
    position = {place: index for index, place in enumerate(known)} if failed else {}
    episodes = list[Episode]()
    for labels, places in found:
        present = sorted(position[place] for place in places if place not in failed) if failed else sorted(places)
        for span in spans(times, present, waits_of(alert)):
            episodes += _episode(labels, span, times, grid)
    counted = sum(grid.times[place] >= grid.since for place in failed)
    return Outcome(tuple(sorted(episodes)), grid.step, counted)


def waits_of(alert: Alert) -> Waits:
    """How long the alert waits."""
    keep = alert.keep_firing_for.milliseconds if alert.keep_firing_for else 0
    return Waits(alert.duration.milliseconds, keep)


def changing_labels(alert: Alert) -> list[str]:
    """Labels of the rule whose text is made of the value: with each new text, Prometheus begins a new alert."""
    signs = ("$value", ".Value", "query")
    return sorted(
        name for name, text in alert.labels.items() if _TEMPLATE in text and any(sign in text for sign in signs)
    )


def _by_identity(alert: Alert, series: Iterable[Presence], grid: Grid) -> dict[Labels, Counter[int]]:
    """How many series there are at which place, by what makes an alert the same one.

    Labels of the rule take the place of the result's. Those that are templates keep the result's apart, as a rule.
    """
    own = {NAME, *(name for name, text in alert.labels.items() if _TEMPLATE not in text)}
    found: dict[Labels, Counter[int]] = {}
    for one in series:
        labels = tuple(sorted(pair for pair in one.labels.items() if pair[0] not in own))
        places = ((at - grid.start) // grid.step for at in one.times if at >= grid.start)
        found.setdefault(labels, Counter()).update(places)
    return found


def _episode(labels: Labels, span: Span, times: Sequence[int], grid: Grid) -> Iterator[Episode]:
    first = max(span.first, bisect_left(times, grid.since))
    if first <= span.last:
        cut = span.first < first or span.first == 0 or span.last == len(times) - 1
        yield Episode(
            times[first], times[span.last], times[span.active], labels, (span.last - first + 1) * grid.step, cut
        )
