"""Services by chance, the same in every run: all that a descriptor can say of signals, put together as nobody does."""

import random
from typing import Any

_MATCHERS = ('{code=~"5.."}', '{code!~"2..|3.."}', '{kind!="test"}', '{zone=~"eu-.*|us-1"}', '{path=~"/ä.*",path!=""}')
_TARGETS = (50, 90, 99, 99.95, 99.999, "98.76%")
_WINDOWS = ("7d", "10d", "28d", "30d", "90d")
_FORS = ("30s", "1m1s", "7m30s", "2h")
_HORIZONS = ("10m", "45m", "1h30m", "3h17m", "24h", "30d")
_SHARES = ("0%", "33%", "66.7%", "95%", "100%")
_NUMBERS = (-5, 0, 1e-9, 3.14159265358979, 123456)


class Services(random.Random):
    """Draws descriptors. What names a metric has a number of its own, and says of what kind it is."""

    number = 0

    def service(self, name: str) -> dict[str, Any]:
        section, signal = self.choice((("red", self.requests), ("golden", self.requests), ("use", self.resource)))
        spec: dict[str, Any] = {
            "selector": self.choice(({"job": "shop"}, {"job": 'a"b\\c', "team": "x|y"}, {"job": "ünï", "ns": ""})),
            section: {"one": signal(section) | self.by()},
        }
        if self.random() < 0.3:
            spec["telemetry"] = self.choice(("probe_success", 'app_healthy{kind!="test"}'))
        metadata = {"name": name, "owner": "team", "tier": self.choice(("critical", "low"))}
        return {"apiVersion": "observability/v1", "kind": "Service", "metadata": metadata, "spec": spec}

    def by(self) -> dict[str, Any]:
        return {"by": self.sample(["route", "instance", "tenant"], self.choice((1, 2)))} if self.random() < 0.4 else {}

    def metric(self, ending: str) -> str:
        self.number += 1
        matchers = self.choice(_MATCHERS) if self.random() < 0.5 else ""
        return f"m{self.number}{ending}{matchers}"

    def requests(self, section: str) -> dict[str, Any]:
        traffic, late = ("rate", "duration") if section == "red" else ("traffic", "latency")
        found: dict[str, Any] = {traffic: self.events()}
        promised: dict[str, Any] = {}
        # A promise has thirty rules, each of which is judged.
        if self.random() < 0.1:
            found["errors"] = self.events()
            promised["availability"] = self.objective()
        if self.random() < 0.1:
            found[late] = {"native_histogram": self.metric("_seconds")}
            promised["latency"] = self.objective() | {"threshold": self.choice(("100ms", "2.5s"))}
        return found | {"objectives": promised}

    def events(self) -> dict[str, Any]:
        form, ending = self.choice(
            (
                ("counter", "_total"),
                ("gauge", "_per_second"),
                ("histogram", "_seconds"),
                ("native_histogram", "_seconds"),
                ("summary", "_seconds"),
            )
        )
        return {form: self.metric(ending)}

    def objective(self) -> dict[str, Any]:
        page = {"for": self.choice(("30s", "5m")), "keep_firing_for": self.choice(("1m", "45m"))}
        alerting = {"minimum_events": self.choice((1, 100)), "page": page}
        return {"target": self.choice(_TARGETS), "window": self.choice(_WINDOWS), "alerting": alerting}

    def resource(self, _section: str) -> dict[str, Any]:
        slot = self.choice(("utilization", "saturation"))
        if self.random() < 0.5:
            found: dict[str, Any] = {"ratio": [self.metric("_used"), self.metric("_size")]}
        elif slot == "saturation" and self.random() < 0.5:
            found = {"gauge": self.metric("_bytes"), "capacity": self.choice((3, 0.5, "2GiB"))}
        else:
            return {
                slot: {"gauge": self.metric("_ratio")} | self.limits(_SHARES if slot == "utilization" else _NUMBERS)
            }
        if self.random() < 0.5:
            within = self.choice(_HORIZONS)
            return {slot: found | {"exhaustion": {"within": within, "severity": self.choice(("info", "critical"))}}}
        return {slot: found | self.limits(_SHARES)}

    def limits(self, values: tuple[Any, ...]) -> dict[str, Any]:
        return {
            self.choice(("warning", "critical")): self.choice(values),
            "for": self.choice(_FORS),
            "below": self.random() < 0.3,
        }

    def project(self) -> dict[str, Any]:
        spec = {
            "scrape_interval": self.choice(("1s", "15s", "1m", "1m15s")),
            "evaluation_interval": self.choice(("10s", "30s", "45s", "2m")),
            "environments": {"live": self.choice(({}, {"matchers": {"env": "live"}}))},
        }
        return {"apiVersion": "observability/v1", "kind": "Project", "metadata": {"name": "zoo"}, "spec": spec}
