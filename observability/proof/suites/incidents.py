"""Incidents: raw series of which alerts are made, and then they resolve."""

from collections.abc import Mapping, Sequence

from attrs import Factory, define, frozen

from observability.model.rule import Alert
from observability.proof.case import Input
from observability.proof.evaluator import Labels
from observability.proof.series.occurrences import Occurrence
from observability.proof.series.pace import Pace
from observability.proof.series.settings import Phase, Settings
from observability.proof.series.shapes import shaped
from observability.proof.series.source import Source
from observability.proof.suites.raised import Raised, in_order


@frozen(eq=False)
class Part:
    """A source in an incident: how its knobs stand first, and then; `pace` is that of the alert that it is for."""

    source: Source
    over: Settings
    under: Settings
    pace: Pace

    @property
    def told(self) -> tuple[object, ...]:
        """All of it, the same each time: sets are in no order."""
        source, native = self.source, self.source.native
        asked = native and in_order(native)
        made_of = source.labels, sorted(source.knobs), source.window, source.spread, source.eras, source.tail, asked
        return *made_of, self.over, self.under, self.pace

    def goes_with(self, other: "Part | None") -> bool:
        """Whether it can be one with what another alert needs of the same series."""
        if other is None:
            return True
        timed = "before" in self.over or "before" in other.over
        return (self.over, self.under) == (other.over, other.under) and (not timed or self.pace == other.pace)


@define(eq=False)
class Incident:
    """Alerts that are made to fire together, and the series for it. Until `until` milliseconds there is a reason.

    `slow` ones take many evaluations.
    """

    slow: bool = False
    members: list[Alert] = Factory(list)
    parts: dict[Labels, Part] = Factory(dict)
    found: list[Occurrence] = Factory(list)
    until: int = 0

    @property
    def native(self) -> bool:
        """Whether samples of its series are histograms: such tests are in a file of their own."""
        return any(part.source.native for part in self.parts.values())

    def takes(self, one: Raised) -> bool:
        """Whether an alert fits in.

        It is as slow, what it needs is not there or as it needs it, and nobody reads what others need.
        """
        parts = _parts(one)
        if self.native is not any(part.source.native for part in parts.values()):
            return False
        alien = [labels for labels in self.parts if labels not in parts]
        added = [labels for labels in parts if labels not in self.parts]
        return (
            one.slow is self.slow
            and all(part.goes_with(self.parts.get(labels)) for labels, part in parts.items())
            and not _reads(one.found, alien)
            and not _reads(self.found, added)
        )

    def add(self, one: Raised) -> None:
        """Make this alert fire too."""
        self.members.append(one.alert)
        self.found += one.found
        self.parts |= _parts(one)
        self.until = max(self.until, one.fired)

    def inputs(self, end: int, sample: int) -> tuple[Input, ...]:
        """The series up to a time, with a sample each `sample` milliseconds."""
        over, whole = self.until // sample + 1, end // sample + 1
        phases = [(over, "over"), (whole - over, "under")]
        made = (
            Input(*one)
            for part in self.parts.values()
            for one in shaped(part.source, [Phase(n, getattr(part, name)) for n, name in phases], part.pace)
        )
        return tuple(one for one in made if any(segment.first is not None for segment in one.segments))


def _reads(found: Sequence[Occurrence], series: Sequence[Labels]) -> bool:
    return any(occurrence.means(labels) for occurrence in found for labels in series)


def _parts(one: Raised) -> Mapping[Labels, Part]:
    settings = zip(one.raw.sources, one.raw.over, one.raw.under, strict=True)
    return {source.labels: Part(source, over, under, one.pace) for source, over, under in settings}
