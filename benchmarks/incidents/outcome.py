"""What came of an incident: when each alert fired, how often, how long."""

from collections.abc import Iterable, Mapping, Sequence

from attrs import frozen

from benchmarks.incidents import textbook
from benchmarks.incidents.queries import Answer
from benchmarks.incidents.rules import Group
from benchmarks.incidents.targets import Clock
from observability.model import names
from observability.model.durations import Duration

_BURNS = frozenset({names.AVAILABILITY_BURN, names.LATENCY_BURN})
_FIRING = 'ALERTS{alertstate="firing"}'


@frozen(order=True)
class Key:
    """Which alert: its name, its severity, and its objective, if it has one."""

    alert: str
    severity: str
    objective: str = ""

    def __str__(self) -> str:
        return f"{self.alert} ({self.severity})"


@frozen
class Seen:
    """What was seen of an alert, in seconds: the first and the last evaluation at which it fired, and all of them."""

    first: int
    last: int
    firing: int
    episodes: int


@frozen
class Pair:
    """One alert as the textbook's rules and as ours told it. `key` is ours, if ours fired."""

    key: Key
    textbook: Seen | None
    ours: Seen | None


@frozen
class Outcome:
    """Every alert that fired, the `for` of all, and the answers to what else was asked."""

    alerts: Mapping[Key, Seen]
    waits: Mapping[Key, int]
    answers: Mapping[str, tuple[Answer, ...]]

    @property
    def ours(self) -> Mapping[Key, Seen]:
        """Our alerts, in order."""
        return {key: seen for key, seen in sorted(self.alerts.items()) if key.alert != textbook.ALERT}

    @property
    def textbook(self) -> Mapping[Key, Seen]:
        """The textbook's alerts, in order."""
        return {key: seen for key, seen in sorted(self.alerts.items()) if key.alert == textbook.ALERT}

    def counterpart(self, key: Key) -> Key | None:
        """Our alert that fired of the same objective and severity as the textbook's."""
        burns = (k for k in self.ours if k.alert in _BURNS)
        return next((k for k in burns if (k.severity, k.objective) == (key.severity, key.objective)), None)

    def pairs(self) -> list[Pair]:
        """Every alert that fired, ours beside the textbook's."""
        matched = {ours: seen for key, seen in self.textbook.items() if (ours := self.counterpart(key))}
        alone = [Pair(key, seen, None) for key, seen in self.textbook.items() if not self.counterpart(key)]
        return [*(Pair(key, matched.get(key), seen) for key, seen in self.ours.items()), *alone]

    def value(self, expr: str) -> float | None:
        """The answer to a question that has one."""
        found = self.answers[expr]
        return found[0].value if found else None


def alert_questions(clock: Clock) -> Sequence[str]:
    """First and last firing evaluation, their number, and how often it began: of every alert."""
    over = f"[{clock.end + clock.step}s:{clock.step}s]"
    began = f"{_FIRING} unless {_FIRING} offset {clock.step}s"
    return (
        f"min_over_time(timestamp({_FIRING}){over})",
        f"max_over_time(timestamp({_FIRING}){over})",
        f"count_over_time({_FIRING}{over})",
        f"count_over_time(({began}){over})",
    )


def alerts_seen(clock: Clock, answers: Mapping[str, tuple[Answer, ...]]) -> Mapping[Key, Seen]:
    """The answers to `alert_questions`, by alert."""
    first, last, count, episodes = (_by_alert(answers[question]) for question in alert_questions(clock))
    return {key: Seen(first[key], last[key], count[key] * clock.step, episodes[key]) for key in first}


def _by_alert(samples: Iterable[Answer]) -> Mapping[Key, int]:
    return {_key(sample.labels["alertname"], sample.labels): int(sample.value) for sample in samples}


def alert_waits(groups: Iterable[Group]) -> Mapping[Key, int]:
    """The `for` of every alert, in seconds."""
    rules = (rule for group in groups for rule in group["rules"] if "alert" in rule)
    return {_key(rule["alert"], rule["labels"]): _seconds(rule.get("for", "0s")) for rule in rules}


def _seconds(text: str) -> int:
    return int(Duration.parse(text).seconds)


def _key(alert: str, labels: Mapping[str, str]) -> Key:
    return Key(alert, labels["severity"], labels.get("objective", ""))
