"""What is wrong with a rule, before anybody has looked where in its file that stands."""

from attrs import frozen

from observability.findings import Severity


@frozen
class Spot:
    """A piece of one of a rule's values: `field` is its key, as `expr` or `annotations.summary`; empty for the rule.

    `start` and `end` count its characters, the value as Prometheus reads it. An `end` of 0 means all of it.
    """

    field: str = ""
    start: int = 0
    end: int = 0


@frozen
class Fix:
    """Characters of a value that are to be others, with which the rule means just the same. `done` says it in words."""

    spot: Spot
    text: str
    done: str


@frozen
class Problem:
    """What is wrong, where, and what would be right. Without a `severity` it has that of its check."""

    message: str
    spot: Spot = Spot()
    hint: str = ""
    severity: Severity | None = None
    fixes: tuple[Fix, ...] = ()
