"""An alert over raw series, as incidents need it: what is there, and when it fires."""

from collections.abc import Sequence
from functools import partial

from attrs import evolve, frozen

from observability.model.location import NOWHERE
from observability.model.rule import Alert
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import UnsupportedError
from observability.proof.samples.natives import Asked
from observability.proof.series.labelnames import asked_by
from observability.proof.series.occurrences import Occurrence
from observability.proof.series.pace import Pace
from observability.proof.suites.keepsakes import Raw
from observability.proof.suites.lifted import fires_at, lifted
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.stagehand import Stagehand, Watched
from observability.proof.suites.through import seen_through
from observability.proof.suites.under import under

# More evaluations until it fires than these are too many for all rules of a file.
_FEW_EVALUATIONS = 6


@frozen(eq=False)
class Raised:
    """An alert, the raw series for it, and where these are read for it, in the end."""

    alert: Alert
    found: Sequence[Occurrence]
    pace: Pace
    raw: Raw

    @property
    def fired(self) -> int:
        """When it fires at the latest, in milliseconds."""
        return fires_at(self.alert, self.pace)

    @property
    def slow(self) -> bool:
        """Whether it takes many evaluations until it fires, as it reads what was yesterday, say."""
        return self.fired // self.pace.evaluation > _FEW_EVALUATIONS


def raised(one: Watched, hand: Stagehand) -> Raised:
    """An alert over raw series.

    Raises:
        NotDerivableError: no raw series were found for which it fires, and others for which it does not.
    """
    beneath = under(one.found, hand.recorded)
    alert = one.alert.expr, one.alert.duration, sorted(asked_by(one.alert))
    depends_on = (alert, hand.interval, hand.sample, natives_of(one.found), *map(told, beneath))
    raw = hand.finds.once(Raw, depends_on, partial(_raw, one, hand))
    if raw.why:
        raise NotDerivableError(raw.why)
    pace = Pace(hand.interval, hand.sample, raw.start)
    return Raised(one.alert, list(seen_through(one.found, beneath)), pace, raw)


def nowhere(alert: Alert) -> Alert:
    """The alert without the place where it stands, which changes nothing about it."""
    return evolve(alert, origin=NOWHERE, panel="")


def told(one: Recorded) -> tuple[object, ...]:
    """All that matters of a recording to those who read it."""
    return one.rule.record, one.rule.expr, sorted(one.rule.labels.items()), natives_of(one.found)


def natives_of(found: Sequence[Occurrence]) -> list[object]:
    """What is asked of histograms where series are read, which also others decide."""
    return [one.native and in_order(one.native) for one in found]


def in_order(asked: Asked) -> tuple[object, ...]:
    """What is asked of histograms, the same each time: sets are in no order."""
    return sorted(asked.shares), sorted(asked.limits), asked.summed


def _raw(one: Watched, hand: Stagehand) -> Raw:
    try:
        found = lifted(one.alert, one.tree, hand.recorded, hand.interval, hand.sample)
    except (NotDerivableError, UnsupportedError) as error:
        return Raw(why=str(error))
    return Raw(found.scene.sources, found.scene.pace.start, found.over, found.under)
