"""Variables in a query, filled in as Grafana does it: its own (`$__rate_interval`), and those of the dashboard."""

import re
from collections.abc import Mapping
from typing import Any

from attrs import evolve, frozen

_REFERENCE = re.compile(r"\$(\w+)|\[\[(\w+?)(?::\w+)?\]\]|\${(\w+)(?::(\w+))?}")
# What Grafana escapes in a value that stands in a regular expression.
_SPECIAL = re.compile(r"[\\^$*+?.()|\[\]{}]")
# The least time between two points of a query.
_INTERVAL = re.compile(r"(\d+)([smh])")
_UNITS = {"s": 1000, "m": 60_000, "h": 3_600_000}
ALL = "$__all"
# Several values of one variable are one choice, told apart by what stands in none.
BETWEEN = "\x01"


@frozen
class Span:
    """What is asked for: from `start` to `end`, each `step`; `scrape` is how often series are scraped. Milliseconds."""

    start: int
    end: int
    step: int
    scrape: int = 15_000

    @property
    def count(self) -> int:
        """How many moments there are."""
        return (self.end - self.start) // self.step + 1

    def no_finer_than(self, interval: str) -> "Span":
        """The same with steps of at least the interval of a query, as Grafana's own variables mind it."""
        least = _INTERVAL.fullmatch(interval)
        return evolve(self, step=max(self.step, int(least[1]) * _UNITS[least[2]])) if least else self

    @property
    def builtins(self) -> Mapping[str, str]:
        """Grafana's own variables."""
        window = (self.end - self.start) // 1000
        rate = max(self.step + self.scrape, 4 * self.scrape)
        return {
            "__interval": f"{self.step // 1000}s",
            "__interval_ms": str(self.step),
            "__rate_interval": f"{rate // 1000}s",
            "__range": f"{window}s",
            "__range_s": str(window),
            "__range_ms": str(window * 1000),
            "__from": str(self.start),
            "__to": str(self.end),
        }


def used(text: str) -> list[str]:
    """The names of all variables in a text, each once."""
    return list(dict.fromkeys(match[1] or match[2] or match[3] for match in _REFERENCE.finditer(text)))


def filled(text: str, chosen: Mapping[str, str], span: Span) -> str:
    """The text with all variables that are known filled in; `chosen` holds what stands for each, ready for a regex."""
    known = {**chosen, **span.builtins}
    return _REFERENCE.sub(lambda match: known.get(match[1] or match[2] or match[3], match[0]), text)


def as_regex(variable: Mapping[str, Any], value: str) -> str:
    """What stands for the value of a variable in `=~"$name"`, within a quoted string of PromQL."""
    if value == ALL:
        return str(variable.get("allValue") or ".*")
    if not variable.get("multi") and not variable.get("includeAll"):
        return value
    first, *others = (_SPECIAL.sub(r"\\\\\g<0>", one) for one in value.split(BETWEEN))
    return f"({'|'.join((first, *others))})" if others else first
