"""What an alert does over a day, from when its expression held: pending, firing, and firing a while longer."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from observability.model.rule import Alert
from observability.simulation.series import NAME, Series

_PENDING, _FIRING = "pending", "firing"


def played(
    alert: Alert, held: Mapping[tuple[tuple[str, str], ...], Sequence[int]], times: Sequence[int]
) -> list[Series]:
    """The series of ALERTS of one alert.

    `held` tells for each set of labels of its expression when there was a value, `times` are all evaluations, in
    milliseconds.
    """
    return [one for labels, moments in held.items() for one in _states(alert, dict(labels), set(moments), times)]


def _states(alert: Alert, labels: dict[str, str], held: set[int], times: Sequence[int]) -> Iterator[Series]:
    labels = {**labels, **alert.labels, NAME: "ALERTS", "alertname": alert.alert}
    told: dict[str, list[int]] = {_PENDING: [], _FIRING: []}
    for at, state in _told(alert, held, times):
        told[state].append(at)
    for state, moments in told.items():
        if moments:
            yield Series({**labels, "alertstate": state}, moments, [1.0] * len(moments))


def _told(alert: Alert, held: set[int], times: Iterable[int]) -> Iterator[tuple[int, str]]:
    wait = alert.duration.milliseconds
    keep = alert.keep_firing_for.milliseconds if alert.keep_firing_for else 0
    since: int | None = None
    last, fires = 0, False
    for at in times:
        if at in held:
            since = at if since is None else since
            last = at
            fires = fires or at - since >= wait
        elif not (fires and at - last < keep):
            since, fires = None, False
        if since is not None:
            yield at, _FIRING if fires else _PENDING
