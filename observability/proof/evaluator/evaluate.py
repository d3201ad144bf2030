"""PromQL over series in memory, at one time: our own reading of the language, which promtool must agree with.

It holds what alerts use. `@` and experimental functions are not known.
"""

from attrs import field, frozen

from observability.promql.tree import (
    SET_OPERATORS,
    Aggregation,
    Binary,
    Call,
    Negation,
    Node,
    Number,
    String,
    Vector,
    every,
)
from observability.proof.evaluator import calls, matching, ranges
from observability.proof.evaluator.aggregations import aggregate
from observability.proof.evaluator.errors import EvaluationError, UnsupportedError
from observability.proof.evaluator.labels import without
from observability.proof.evaluator.matching import Pair, Sample
from observability.proof.evaluator.operators import ARITHMETIC, COMPARISON
from observability.proof.evaluator.semantics import Semantics
from observability.proof.evaluator.series import Storage
from observability.proof.evaluator.surely import cannot_fail

# A number, a string, or samples.
Value = float | str | list[Sample]


@frozen(eq=False)
class Memory:
    """What the parts of a tree came to at each time, over one storage and in one semantics."""

    tree: Node
    values: dict[tuple[int, int], Value] = field(factory=dict, init=False)
    parts: frozenset[int] = field(init=False)

    @parts.default
    def _parts(self) -> frozenset[int]:
        # As long as the tree is kept, nothing else has their identities.
        return frozenset(map(id, every(self.tree)))


@frozen(eq=False)
class Evaluator:
    """Evaluates over a storage. `interval` is the step of subqueries that name none, in milliseconds.

    What was seen on the way is kept by the identity of nodes: of every comparison the pairs of numbers that it compared
    last, and of every node its last value. With a `memory` no part of its tree is evaluated twice at one time, nor
    seen again. If it `hurries`, what nothing can come of is not seen either: the right of an `and` whose left is empty.
    """

    storage: Storage
    semantics: Semantics
    interval: int
    memory: Memory | None = field(default=None, kw_only=True)
    hurries: bool = field(default=False, kw_only=True)
    met: dict[int, list[Pair]] = field(factory=dict)
    values: dict[int, Value] = field(factory=dict)
    _steps: dict[tuple[int, int], list[Sample]] = field(factory=dict, init=False)
    _needless: dict[int, bool] = field(factory=dict, init=False)

    def vector(self, node: Node, at: int) -> list[Sample]:
        """The samples of an expression at a time in milliseconds; a number counts as a sample without labels.

        Raises:
            UnsupportedError: a part of the language that we do not know.
            EvaluationError: Prometheus would refuse to evaluate this.
        """
        value = self.value(node, at)
        if isinstance(value, str):
            raise UnsupportedError("a string where samples are expected")
        return value if isinstance(value, list) else [((), value)]

    def value(self, node: Node, at: int) -> Value:
        """Any expression at a time; raises as `vector` does."""
        if self.memory is not None and id(node) in self.memory.parts:
            return self._remembered(self.memory, node, at)
        value = self._compute(node, at)
        self.values[id(node)] = value
        return value

    def _remembered(self, memory: Memory, node: Node, at: int) -> Value:
        key = (id(node), at)
        if key not in memory.values:
            memory.values[key] = self._compute(node, at)
        return memory.values[key]

    def step(self, node: Node, at: int) -> list[Sample]:
        """The samples of a subquery's expression at one of its steps, which the next evaluations ask for again."""
        key = (id(node), at)
        if key not in self._steps:
            self._steps[key] = self.vector(node, at)
        return self._steps[key]

    def _compute(self, node: Node, at: int) -> Value:
        # Asked millions of times; most often of operators and of what stands beside them.
        if isinstance(node, Binary):
            return self._binary(node, at)
        if isinstance(node, Vector):
            return ranges.instant(self.storage, node, at, self.semantics)
        if isinstance(node, Number | String):
            return node.value
        if isinstance(node, Call):
            return unique(calls.call(self, node, at))
        if isinstance(node, Aggregation):
            return self._aggregated(node, at)
        if isinstance(node, Negation):
            return self._negated(node, at)
        raise UnsupportedError("a range where samples are expected")

    def _aggregated(self, node: Aggregation, at: int) -> Value:
        parameter = None if node.parameter is None else self.value(node.parameter, at)
        if isinstance(parameter, list):
            raise UnsupportedError("samples where a number is expected")
        return aggregate(node, self.vector(node.expr, at), parameter, self.semantics)

    def _negated(self, node: Negation, at: int) -> Value:
        value = self.value(node.expr, at)
        if isinstance(value, float):
            return -value
        return unique([(without(labels, ()), -number) for labels, number in self.vector(node.expr, at)])

    def _binary(self, node: Binary, at: int) -> Value:
        left = self.value(node.left, at)
        if left == [] and self.hurries and self._is_needless(node):
            return []
        right = self.value(node.right, at)
        met = self.met[id(node)] = []
        match left, right:
            case float(), float():
                met.append((left, right))
                return _numbers(node.operator, left, right)
            case list(), float():
                return unique(matching.combine_with_number(node, left, right, False, met))
            case float(), list():
                return unique(matching.combine_with_number(node, right, left, True, met))
            case list(), list() if node.operator in SET_OPERATORS:
                return matching.combine_sets(node, left, right)
            case list(), list():
                return unique(matching.combine(node, left, right, met))
        raise UnsupportedError("an operator on a string")

    def _is_needless(self, node: Binary) -> bool:
        """Whether its right is of no use where its left is empty."""
        if id(node) not in self._needless:
            self._needless[id(node)] = node.operator in {"and", "unless"} and cannot_fail(node.right)
        return self._needless[id(node)]


def unique(value: Value) -> Value:
    """The value, whose samples differ in their labels.

    Raises:
        EvaluationError: they do not.
    """
    if isinstance(value, list) and len(value) > 1 and len({labels for labels, _ in value}) < len(value):
        raise EvaluationError("two samples of a result have the same labels")
    return value


def _numbers(operator: str, left: float, right: float) -> float:
    return ARITHMETIC[operator](left, right) if operator in ARITHMETIC else float(COMPARISON[operator](left, right))
