"""Alerts by chance, the same in every run: what people write, put together as nobody does."""

import random

from observability.model.durations import Duration
from observability.model.rule import Alert

METRICS = ("load", "queue_length", "temperature", "requests_total", "errors_total")
_MATCHERS = ("", '{job="a"}', '{code=~"5..|429"}', '{code!~"2.."}', '{zone!=""}', '{job=~"a|b",zone!="x"}')
_LIMITS = ("0", "0.05", "1", "3", "80", "1e6")


class Alerts(random.Random):
    """Draws alerts."""

    def alert(self, number: int) -> Alert:
        keep = Duration.parse(self.choice(["2m", "5m"])) if self.random() < 0.2 else None
        lasting = Duration.parse(self.choice(["0s", "1m", "5m", "10m", "15m"]))
        texts = {
            "summary": self.choice(["{{ $value | humanize }}", "{{ $labels }}", "{{ $value }} at {{ $labels.job }}"])
        }
        return Alert(f"A{number}", self.expression(), lasting, {"severity": "page"}, texts, keep)

    def expression(self) -> str:
        first = self.condition()
        if self.random() < 0.6:
            return first
        operator = self.choice(["and", "and on (job)", "or", "unless", "unless on (job)"])
        return f"({first}) {operator} ({self.condition()})"

    def condition(self) -> str:
        if self.random() < 0.08:
            return f"absent({self.selector()})"
        value = self.value()
        return f"{value} {self.choice(['>', '<', '>=', '<=', '==', '!='])} {self.choice(_LIMITS)}"

    def value(self) -> str:
        value = self.aggregated() if self.random() < 0.6 else self.leaf()
        match self.randrange(6):
            case 0:
                return f"{value} / {value.replace('load', 'limit').replace('requests', 'all')}"
            case 1:
                return f"({value}) * 100"
            case 2:
                return f"1 - {value}"
            case _:
                return value

    def aggregated(self) -> str:
        by = self.choice(["", " by (job)", " by (job, zone)", " without (instance)"])
        return f"{self.choice(['sum', 'avg', 'min', 'max', 'count'])}{by} ({self.leaf()})"

    def leaf(self) -> str:
        window = self.choice(["2m", "5m", "30m"])
        selector = self.selector()
        shape = self.choice(
            [
                "{0}",
                "{0}",
                "rate({0}[{1}])",
                "increase({0}[{1}])",
                "delta({0}[{1}])",
                "deriv({0}[{1}])",
                "avg_over_time({0}[{1}])",
                "max_over_time({0}[{1}])",
                "changes({0}[{1}])",
                "resets({0}[{1}])",
                "time() - {0}",
                "{0} offset {1}",
                "abs({0})",
                "predict_linear({0}[{1}], 3600)",
                "count_over_time({0}[{1}])",
                "({0} > 2)",
                "({0} > bool 2)",
                "clamp_max({0}, 90)",
                "max_over_time(rate({0}[{1}])[10m:1m])",
                "quantile_over_time(0.9, {0}[{1}])",
            ]
        )
        return shape.format(selector, window)

    def selector(self) -> str:
        return f"{self.choice(METRICS)}{self.choice(_MATCHERS)}"
