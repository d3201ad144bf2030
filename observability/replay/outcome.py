"""What would have become of an alert: when it fired, for which labels."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import frozen

from observability.model.rule import Alert
from observability.proof.evaluator import NAME
from observability.proof.templates import Data, QuerySample, TemplateError, render
from observability.replay.grid import Grid
from observability.replay.machine import Span, Waits, spans

# Labels as pairs, sorted.
Labels = tuple[tuple[str, str], ...]

_TEMPLATE = "{{"
# Made of the value; or of the whole sample, and who knows which part of that.
_VALUE = re.compile(r"\$value|\.Value|[\s(|{]\.[\s)|}]")


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
    """All episodes, by time. `failed`: at so many evaluations two alerts had the same labels, and none was made.

    `over`: at so many there were more than the group's limit, and all alerts of the rule were gone.
    """

    episodes: tuple[Episode, ...]
    step: int
    failed: int = 0
    over: int = 0

    @property
    def firings(self) -> int:
        """How often it began to fire, or fired already."""
        return len(self.episodes)

    @property
    def milliseconds(self) -> int:
        """For how long it fired, all labels together."""
        return sum(episode.milliseconds for episode in self.episodes)


def outcome(alert: Alert, series: Iterable[Presence], grid: Grid, limit: int = 0) -> Outcome:
    """What becomes of the alert when its expression has these series; `limit` is its group's, 0 for none.

    Raises:
        TemplateError: a label's template cannot be rendered, as `unknown_labels` tells.
    """
    found = list(_by_identity(alert, series, grid).items())
    failed = frozenset(place for _, places in found for place, count in places.items() if count > 1)
    over = _over(found, limit) - failed
    known = [place for place in range(len(grid.times)) if place not in failed] if failed else range(len(grid.times))
    times = [grid.times[place] for place in known] if failed else grid.times
    position = {place: index for index, place in enumerate(known)} if failed else {}
    cleared = sorted(position[place] if failed else place for place in over)
    episodes = list[Episode]()
    for labels, places in found:
        present = sorted(position[place] for place in places if place not in failed) if failed else sorted(places)
        for span in _between(times, present, waits_of(alert), cleared):
            episodes += _episode(labels, span, times, grid)
    counts = (sum(grid.times[place] >= grid.since for place in places) for places in (failed, over))
    return Outcome(tuple(sorted(episodes)), grid.step, *counts)


def _over(found: Sequence[tuple[Labels, "Counter[int]"]], limit: int) -> frozenset[int]:
    """At which places there are more results than that."""
    if not limit:
        return frozenset()
    counts = Counter(place for _, places in found for place in places)
    return frozenset(place for place, count in counts.items() if count > limit)


def _between(times: Sequence[int], present: Sequence[int], waits: Waits, cleared: Sequence[int]) -> Iterator[Span]:
    """When it fires, where at the places that are `cleared` all is forgotten."""
    if not cleared:
        yield from spans(times, present, waits)
        return
    starts, ends = [0, *(place + 1 for place in cleared)], [*cleared, len(times)]
    for start, end in zip(starts, ends, strict=True):
        here = [place - start for place in present[bisect_left(present, start) : bisect_left(present, end)]]
        for one in spans(times[start:end], here, waits):
            yield Span(one.active + start, one.first + start, one.last + start)


def waits_of(alert: Alert) -> Waits:
    """How long the alert waits."""
    keep = alert.keep_firing_for.milliseconds if alert.keep_firing_for else 0
    return Waits(alert.duration.milliseconds, keep)


def unknown_labels(alert: Alert) -> list[str]:
    """Labels of the rule that nobody can render who has the alert's own sample alone: what the server is asked for."""
    return sorted(name for name, text in alert.labels.items() if _TEMPLATE in text and not _is_known(text))


def _is_known(text: str) -> bool:
    try:
        render(text, Data({}, 1.0, query=_refuse))
    except TemplateError:
        return False
    return True


def _refuse(query: str) -> list[QuerySample]:
    raise TemplateError(f"it asks for {query}")


def _by_identity(alert: Alert, series: Iterable[Presence], grid: Grid) -> dict[Labels, Counter[int]]:
    """How many series there are at which place, by what makes an alert the same one.

    Labels of the rule take the place of the result's. Those that are templates keep the result's apart, as a rule; with
    each other text that is made of the value, Prometheus begins another alert.
    """
    own = {NAME, *(name for name, text in alert.labels.items() if _TEMPLATE not in text)}
    valued = {name: text for name, text in alert.labels.items() if _TEMPLATE in text and _VALUE.search(text)}
    found: dict[Labels, Counter[int]] = {}
    for one in series:
        labels = {name: value for name, value in one.labels.items() if name not in own}
        if not valued:
            places = ((at - grid.start) // grid.step for at in one.times if at >= grid.start)
            found.setdefault(tuple(sorted(labels.items())), Counter()).update(places)
            continue
        for at, value in zip(one.times, one.values, strict=True):
            if at >= grid.start:
                data = Data(one.labels, value, at / 1000)
                told = {**labels, **{name: render(text, data) for name, text in valued.items()}}
                found.setdefault(tuple(sorted(told.items())), Counter())[(at - grid.start) // grid.step] += 1
    return found


def _episode(labels: Labels, span: Span, times: Sequence[int], grid: Grid) -> Iterator[Episode]:
    first = max(span.first, bisect_left(times, grid.since))
    if first <= span.last:
        cut = span.first < first or span.first == 0 or span.last == len(times) - 1
        yield Episode(
            times[first], times[span.last], times[span.active], labels, (span.last - first + 1) * grid.step, cut
        )
