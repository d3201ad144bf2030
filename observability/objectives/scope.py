"""An objective of a signal, as the key of what is recorded of it."""

from attrs import frozen

from observability.model import names
from observability.model.rule import Recording
from observability.model.selector import Matcher
from observability.model.signal import Objective
from observability.promql import aggregate, equal
from observability.signals.scope import Scope


@frozen
class ObjectiveScope:
    """One objective of one signal of one service."""

    scope: Scope
    objective: Objective

    @property
    def labels(self) -> dict[str, str]:
        """The signal's labels and the objective's name."""
        return {**self.scope.labels, names.OBJECTIVE: self.objective.name}

    def series(self, name: str, *matchers: Matcher) -> str:
        """A recorded series of this objective, as PromQL."""
        return self.scope.series(name, equal(names.OBJECTIVE, self.objective.name), *matchers)

    def read(self, name: str) -> str:
        """The value of a recorded series, without labels.

        There is one such series. `sum` drops its labels, so that none of them can part the two sides of an operator.
        """
        return aggregate("sum", self.series(name))

    def record(self, name: str, expr: str, **labels: str) -> Recording:
        """A recording rule of this objective."""
        return Recording(name, expr, {**self.labels, **labels}, self.objective.origin)

    def panel_key(self, part: str) -> str:
        """The key of a panel of this objective."""
        return self.scope.panel_key(self.objective.name, part)
