"""Alert rules over series: what is pending, fires and is gone, evaluation after evaluation, as Prometheus does it."""

import math
import re
from collections.abc import Iterator, Mapping

from attrs import define, evolve, field, frozen

from observability.model.rule import Alert
from observability.promql import tree_of
from observability.promql.tree import Node
from observability.proof.evaluator import (
    NAME,
    EvaluationError,
    Evaluator,
    Histogram,
    Labels,
    Memory,
    Sample,
    Semantics,
    Storage,
    labels_of,
    numbers,
)
from observability.proof.stirring import stirring
from observability.proof.templates import Data, QuerySample, TemplateError, render

ALERT_NAME = "alertname"
# The value by its name, or in all that a template is handed.
_ABOUT_VALUES = re.compile(r"\{\{.*?(?:[vV]alue|\.(?!\w)|\$[^\w]).*?\}\}", re.DOTALL)


@frozen
class Firing:
    """An alert that fires: the sample that it fires for, and when that was seen last, in milliseconds."""

    labels: Labels
    sample: Sample
    at: int


@define
class _State:
    active_at: int
    sample: Sample
    seen: int
    firing: bool = False
    gone_since: int | None = None


@frozen(eq=False)
class Simulation:
    """One alert over a storage, evaluated every `interval` milliseconds from zero on.

    `memory`: of what is the same in other alerts over the same storage.
    """

    alert: Alert
    tree: Node
    storage: Storage
    interval: int
    semantics: Semantics
    memory: Memory | None = None
    _backwards: dict[int, dict[Labels, float | Histogram]] = field(factory=dict, init=False)

    @property
    def evaluator(self) -> Evaluator:
        """A new one."""
        return Evaluator(self.storage, self.semantics, self.interval, memory=self.memory, hurries=True)

    def run(self, end: int) -> Iterator[tuple[int, list[Firing]]]:
        """What fires after each evaluation up to `end`.

        Raises:
            EvaluationError: Prometheus would refuse an evaluation.
            UnsupportedError: a part of the language that we do not know.
            TemplateError: a label's template that we do not know how to render.
        """
        evaluator, vector = self.evaluator, list[Sample]()
        evaluated = stirring(self.tree, self.storage, self.interval, end)
        states: dict[Labels, _State] = {}
        for at in range(0, end + 1, self.interval):
            if at in evaluated:
                vector = evaluator.vector(self.tree, at)
            self._evaluate(states, self._by_alert(vector, at), at)
            yield at, [Firing(labels, one.sample, one.seen) for labels, one in states.items() if one.firing]

    def annotations(self, firing: Firing) -> Mapping[str, str] | None:
        """The annotations of an alert that fires, as a person reads them.

        None where they show a digit that depends on the order in which series are added up, which is not defined, or
        are templates that we do not know how to render.
        """
        if firing.at not in self._backwards:
            # Of many that fire together, once.
            evaluator = Evaluator(evolve(self.storage, arranged=reversed), self.semantics, self.interval)
            self._backwards[firing.at] = dict(evaluator.vector(self.tree, firing.at))
        other = self._backwards[firing.at].get(firing.sample[0], firing.sample[1])
        try:
            ours, theirs = (self._annotated(firing.sample[0], value, firing.at) for value in (firing.sample[1], other))
        except TemplateError:
            return None
        return ours if ours == theirs else None

    def _annotated(self, labels: Labels, value: float | Histogram, at: int) -> Mapping[str, str]:
        return {name: self._rendered(text, (labels, value), at) for name, text in self.alert.annotations.items()}

    def samples(self, evaluator: Evaluator, at: int) -> dict[Labels, Sample]:
        """The samples of the expression at a time, by the labels of the alerts that they make; raises as `run` does."""
        return self._by_alert(evaluator.vector(self.tree, at), at)

    def _by_alert(self, vector: list[Sample], at: int) -> dict[Labels, Sample]:
        found = {self._labels(sample, at): sample for sample in vector}
        if len(found) < len(vector):
            raise EvaluationError("two alerts have the same labels")
        return found

    def _labels(self, sample: Sample, at: int) -> Labels:
        labels = {name: value for name, value in sample[0] if name != NAME}
        own = {name: self._rendered(text, sample, at) for name, text in self.alert.labels.items()}
        return labels_of({**labels, **own, ALERT_NAME: self.alert.alert})

    def _rendered(self, text: str, sample: Sample, at: int) -> str:
        labels, value = sample
        if isinstance(value, Histogram):
            if _ABOUT_VALUES.search(text):
                raise TemplateError("how versions write a histogram differs")
            value = math.nan
        return render(text, Data(dict(labels), value, at / 1000, lambda query: self._query(query, at)))

    def _query(self, query: str, at: int) -> list[QuerySample]:
        evaluator = Evaluator(self.storage, self.semantics, self.interval)
        return [QuerySample(dict(labels), value) for labels, value in numbers(evaluator.vector(tree_of(query), at))]

    def _evaluate(self, states: dict[Labels, _State], samples: Mapping[Labels, Sample], at: int) -> None:
        for labels, sample in samples.items():
            state = states.setdefault(labels, _State(at, sample, at))
            state.sample, state.seen, state.gone_since = sample, at, None
            state.firing = state.firing or at - state.active_at >= self.alert.duration.milliseconds
        for labels in states.keys() - samples.keys():
            if not self._is_kept(states[labels], at):
                del states[labels]

    def _is_kept(self, state: _State, at: int) -> bool:
        """Whether an alert whose condition does not hold any more goes on to fire."""
        if not state.firing or not self.alert.keep_firing_for:
            return False
        state.gone_since = at if state.gone_since is None else state.gone_since
        return at - state.gone_since < self.alert.keep_firing_for.milliseconds
