"""The rules of one side, each with its place."""

from collections.abc import Iterator

from attrs import frozen

from observability.model.durations import Duration
from observability.model.review import Override
from observability.model.rule import Alert, Recording, Rule
from observability.rulefiles import RuleFile

NO_TIME = Duration(0)


@frozen
class Panel:
    """A panel of a dashboard, and the queries that it makes; `environment` is empty where nobody knows."""

    dashboard: str
    title: str
    queries: tuple[str, ...]
    environment: str = ""


@frozen
class SourceFile:
    """A file of rules, or what a descriptor became in one `environment`.

    `key` is its path on its side, by which it is found on the other. `service` is empty where nobody knows.
    """

    key: str
    file: RuleFile
    environment: str = ""
    service: str = ""
    panels: tuple[Panel, ...] = ()
    overrides: tuple[Override, ...] = ()

    @property
    def placed(self) -> "Iterator[Placed]":
        """Its rules, in their order."""
        for group in self.file.groups:
            for rule in group.rules:
                yield Placed(
                    rule,
                    self.key,
                    group.name,
                    group.interval,
                    self.environment,
                    self.service,
                    group.query_offset or NO_TIME,
                    group.limit,
                )


@frozen
class Placed:
    """A rule, and where it stands."""

    rule: Rule
    key: str
    group: str
    interval: Duration | None = None
    environment: str = ""
    service: str = ""
    query_offset: Duration = NO_TIME
    limit: int = 0

    @property
    def name(self) -> str:
        """The alert's name, or that of the recorded series."""
        return self.rule.name

    @property
    def series(self) -> tuple[str, tuple[tuple[str, str], ...]]:
        """The name and the labels that the rule writes: what a recording is to those that read it."""
        return self.name, tuple(sorted(self.rule.labels.items()))

    @property
    def is_alert(self) -> bool:
        """Whether it is an alert."""
        return isinstance(self.rule, Alert)

    @property
    def recording(self) -> Recording | None:
        """The recording; None for an alert."""
        return self.rule if isinstance(self.rule, Recording) else None

    @property
    def alert(self) -> Alert | None:
        """The alert; None for a recording."""
        return self.rule if isinstance(self.rule, Alert) else None
