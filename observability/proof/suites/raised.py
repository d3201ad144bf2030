"""An alert over raw series, as incidents need it: what is there, and when it fires."""

from collections.abc import Sequence
from functools import partial

from attrs import evolve, frozen

from observability.model.location import NOWHERE
from observability.model.rule import Alert
from observability.promql.tree import Node
from observability.proof.errors import NotDerivableError
from observability.proof.evaluator import UnsupportedError
from observability.proof.samples.natives import Asked
from observability.proof.series.occurrences import Occurrence
from observability.proof.series.pace import Pace
from observability.proof.suites.finds import Finds
from observability.proof.suites.keepsakes import Raw
from observability.proof.suites.lifted import fires_at, lifted
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.through import seen_through
from observability.proof.suites.under import under

# More evaluations until it fires than these are too many for all rules of a file.
_FEW_EVALUATIONS = 6


@frozen(eq=False)
class Rules:
    """What is recorded, every `interval`, of raw series with samples each `sample` milliseconds."""

    recorded: Sequence[Recorded]
    interval: int
    sample: int


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


def raised(alert: Alert, tree: Node, found: Sequence[Occurrence], rules: Rules, finds: Finds) -> Raised:
    """An alert whose expression is the tree, which reads series where they were `found`.

    Raises:
        NotDerivableError: no raw series were found for which it fires, and others for which it does not.
    """
    beneath = under(found, rules.recorded)
    depends_on = (nowhere(alert), rules.interval, rules.sample, natives_of(found), *map(told, beneath))
    raw = finds.once(Raw, depends_on, partial(_raw, alert, tree, rules))
    if raw.why:
        raise NotDerivableError(raw.why)
    return Raised(alert, list(seen_through(found, beneath)), Pace(rules.interval, rules.sample, raw.start), raw)


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


def _raw(alert: Alert, tree: Node, rules: Rules) -> Raw:
    try:
        found = lifted(alert, tree, rules.recorded, rules.interval, rules.sample)
    except (NotDerivableError, UnsupportedError) as error:
        return Raw(why=str(error))
    return Raw(found.scene.sources, found.scene.pace.start, found.over, found.under)
