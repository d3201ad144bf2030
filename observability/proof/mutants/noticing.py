"""Would a case notice if the rule were another? Played in memory, as promtool would play it."""

from collections.abc import Sequence

from attrs import evolve, field, frozen

from observability.model.rule import Alert
from observability.promql.tree import Node
from observability.proof.alerting import ALERT_NAME, Firing, Simulation
from observability.proof.case import Case, Check, Expected
from observability.proof.evaluator import V3, EvaluationError, Memory, Storage
from observability.proof.hindsight import Hindsight
from observability.proof.samples.segments import series
from observability.proof.templates import TemplateError

_TRIED = 40


@frozen(eq=False)
class Bench:
    """A case with its series made, to play many alerts over it that are mostly the same as `own`."""

    case: Case
    own: Simulation
    _hindsight: Hindsight = field(init=False)

    @_hindsight.default
    def _made(self) -> Hindsight:
        return Hindsight(self.own)

    @classmethod
    def of(cls, case: Case, alert: Alert, tree: Node) -> "Bench":
        """A case of this alert, whose expression is the tree."""
        storage = Storage([series(one.labels, one.segments, case.sample) for one in case.inputs])
        return cls(case, Simulation(alert, tree, storage, case.evaluation, V3, Memory(tree)))

    def notices(self, alert: Alert | None, tree: Node) -> bool:
        """Whether the case fails with this alert in place of its own; None is no alert at all.

        Raises:
            UnsupportedError: a part of the language that we do not know.
        """
        if alert is None:
            return any(check.expected for check in self.case.checks)
        other = self._with(alert, tree)
        hindsight = Hindsight(other)
        try:
            return any(not self._as_expected(other, hindsight.firing(check.at), check) for check in self.case.checks)
        except (EvaluationError, TemplateError):
            return True

    def fails_before(self, alert: Alert, tree: Node) -> bool:
        """Whether Prometheus would refuse to evaluate it at some time before the last that is looked at.

        Of many evaluations some are tried, evenly.
        """
        last = max(check.at for check in self.case.checks)
        stride = self.case.evaluation * max(1, last // self.case.evaluation // _TRIED)
        hindsight = Hindsight(self._with(alert, tree))
        try:
            for at in range(0, last + 1, stride):
                hindsight.samples(at)
        except (EvaluationError, TemplateError):
            return True
        return False

    def _with(self, alert: Alert, tree: Node) -> Simulation:
        return evolve(self.own, alert=alert, tree=tree)

    def _as_expected(self, other: Simulation, firing: Sequence[Firing], check: Check) -> bool:
        left = list(check.expected)
        for one in firing:
            found = next((expected for expected in left if self._is(other, one, expected)), None)
            if found is None:
                return False
            left.remove(found)
        return not left

    def _is(self, other: Simulation, one: Firing, expected: Expected) -> bool:
        own = {name: value for name, value in one.labels if name != ALERT_NAME}
        if dict(expected.labels) != own:
            return False
        if expected.annotations is None or self._says_the_same(other.alert, one):
            return True
        annotations = other.annotations(one)
        return annotations is None or dict(annotations) == dict(expected.annotations)

    def _says_the_same(self, alert: Alert, one: Firing) -> bool:
        """Whether its texts are those of the case's own alert, and of the same sample."""
        same = alert.annotations == self.own.alert.annotations
        return same and self._hindsight.samples(one.at).get(one.labels) == one.sample
