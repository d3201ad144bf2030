"""A recording rule, taken apart."""

from attrs import frozen

from observability.model.rule import Recording
from observability.model.selector import Selector
from observability.promql import equal, metric_names, render, tree_of
from observability.promql.tree import Node
from observability.proof.evaluator import NAME, Evaluator, Sample
from observability.proof.evaluator.labels import with_values
from observability.proof.series.occurrences import Occurrence, occurrences


@frozen(eq=False)
class Recorded:
    """A recording, the tree of its expression, and where that reads series."""

    rule: Recording
    tree: Node
    found: tuple[Occurrence, ...]

    @classmethod
    def of(cls, rule: Recording) -> "Recorded":
        """A recording.

        Raises:
            ValueError: its expression is not PromQL.
        """
        tree = tree_of(rule.expr)
        return cls(rule, tree, tuple(occurrences(tree)))

    @property
    def native(self) -> bool:
        """Whether it reads samples that are histograms."""
        return any(one.native for one in self.found)

    @property
    def reads(self) -> frozenset[str]:
        """The metrics that it reads."""
        return metric_names(self.rule.expr)

    @property
    def selector(self) -> Selector:
        """What it records."""
        return Selector(self.rule.record, tuple(equal(*pair) for pair in sorted(self.rule.labels.items())))

    @property
    def title(self) -> str:
        """How a person finds it."""
        return render(self.selector)

    def samples(self, evaluator: Evaluator, at: int) -> list[Sample]:
        """What it records at a time.

        Raises:
            EvaluationError: Prometheus would refuse to evaluate it.
            UnsupportedError: a part of the language that we do not know.
        """
        own = ((NAME, self.rule.record), *self.rule.labels.items())
        return [(with_values(labels, own), value) for labels, value in evaluator.vector(self.tree, at)]
