"""What an alert does over a day, from when its expression held: pending, firing, and firing a while longer."""

from collections.abc import Iterator, Mapping, Sequence

from observability.model.rule import Alert
from observability.replay.machine import Waits, runs, spans
from observability.simulation.series import NAME, Series


def played(
    alert: Alert, held: Mapping[tuple[tuple[str, str], ...], Sequence[int]], times: Sequence[int]
) -> list[Series]:
    """The series of ALERTS and ALERTS_FOR_STATE of one alert.

    `held` tells for each set of labels of its expression when there was a value, `times` are all evaluations, in
    milliseconds.
    """
    places = {at: place for place, at in enumerate(times)}
    waits = Waits(alert.duration.milliseconds, alert.keep_firing_for.milliseconds if alert.keep_firing_for else 0)
    return [
        one
        for labels, moments in held.items()
        for one in _states(alert, dict(labels), times, [places[at] for at in moments], waits)
    ]


def _states(
    alert: Alert, labels: dict[str, str], times: Sequence[int], present: Sequence[int], waits: Waits
) -> Iterator[Series]:
    fired = list(spans(times, present, waits))
    firing = {place for span in fired for place in range(span.first, span.last + 1)}
    named = {**labels, **alert.labels, "alertname": alert.alert}
    told = {"pending": [place for place in present if place not in firing], "firing": sorted(firing)}
    for state, places in told.items():
        if moments := [times[place] for place in places]:
            yield Series({**named, NAME: "ALERTS", "alertstate": state}, moments, [1.0] * len(moments))
    # Since when the condition holds, as long as it does or the alert fires.
    active = {place: first for first, last in runs(present) for place in range(first, last + 1)}
    active |= {place: span.active for span in fired for place in range(span.active, span.last + 1)}
    if active:
        moments = [times[place] for place in sorted(active)]
        since = [times[active[place]] / 1000 for place in sorted(active)]
        yield Series({**named, NAME: "ALERTS_FOR_STATE"}, moments, since)
