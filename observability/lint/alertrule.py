"""An alert, taken apart once for all checks."""

from collections.abc import Iterator
from functools import cached_property

from attrs import frozen

from observability.lint.expression import Expression
from observability.lint.labelflow import dropper
from observability.lint.problem import Spot
from observability.lint.settings import Settings
from observability.lint.template import Text
from observability.model.names import SEVERITY
from observability.model.rule import Alert
from observability.promql.tree import Node


@frozen(eq=False)
class AlertRule:
    """An alert with its expression; None where that is no PromQL."""

    rule: Alert
    expression: Expression | None
    settings: Settings

    @property
    def tree(self) -> Node | None:
        """The expression's tree."""
        return self.expression.tree if self.expression else None

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Its annotations and labels with what they ask for."""
        return tuple(self._texts())

    @property
    def severity(self) -> str:
        """How much it matters; empty where nobody says."""
        return self.rule.labels.get(SEVERITY, "")

    @property
    def pages(self) -> bool:
        """Whether it wakes somebody."""
        return self.severity in self.settings.pages

    @property
    def lost_labels(self) -> Iterator[tuple[str, Spot, Node]]:
        """The labels that its texts show and no sample has, each with the part of the expression that is to blame."""
        tree = self.tree
        for text in self.texts if tree else ():
            for label, spot in dict(text.labels).items():
                if tree and (culprit := dropper(tree, label)):
                    yield label, spot, culprit

    def _texts(self) -> Iterator[Text]:
        for kind, values in (("labels", self.rule.labels), ("annotations", self.rule.annotations)):
            for name, value in values.items():
                yield Text(f"{kind}.{name}", value)
