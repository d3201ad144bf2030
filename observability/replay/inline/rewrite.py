"""Names of recordings replaced by what they record."""

from collections.abc import Set as AbstractSet

from attrs import evolve, field, frozen

from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql import text_of, tree_of
from observability.promql.families import ABSENCES
from observability.promql.scalars import is_scalar
from observability.promql.tree import Binary, Call, Matrix, Node, Subquery, Vector, below, every, with_below
from observability.proof.evaluator import NAME
from observability.replay.inline.errors import InlineError, TooLongError
from observability.replay.inline.filters import NOTHING, constant, decided, matched
from observability.replay.inline.kinds import may_have_name
from observability.replay.inline.library import Library, Recorded
from observability.replay.inline.meant import check_times, is_concerned, name_of, named_by_pattern

# What names of its own selector's labels its result has.
# A server reads longer ones, but not in any time.
_LONGEST = 100_000
_MOST = 20


def inlined(expr: str, library: Library, names: AbstractSet[str]) -> str:
    """The expression in which no recording of these names is read any more. It is the same text where none was.

    Raises:
        TooLongError: what comes of it is too long for a server.
        InlineError: that cannot be said in PromQL, and why.
    """
    try:
        tree = tree_of(expr)
    except ValueError as error:
        raise InlineError(f"its expression cannot be read: {error}") from None
    check_times(tree)
    if not any(is_concerned(node, names) for node in every(tree)):
        return expr
    rewritten = _Rewriting(library, names, NAME in expr).node(tree)
    text = text_of(rewritten)
    if len(text) > _LONGEST:
        raise TooLongError(f"with its recordings written out it has {len(text):,} characters, too many to ask for")
    return text


@frozen
class _Rewriting:
    """`named`: somebody asks for names, so each sample must have its own. `within` is what is being written out."""

    library: Library
    names: AbstractSet[str]
    named: bool
    within: tuple[str, ...] = ()
    written: list[str] = field(factory=list)

    def node(self, node: Node) -> Node:
        match node:
            case Vector() if is_concerned(node, self.names):
                return self._vector(node)
            case Matrix() if is_concerned(node.vector, self.names):
                return self._window(node.vector, node.window)
            case Call() if node.function in ABSENCES and any(is_concerned(n, self.names) for n in _read(node)):
                return self._absent(node)
            case Call("timestamp") if any(is_concerned(n, self.names) for n in _read(node)):
                raise InlineError("it asks when a recording without history was recorded")
        return with_below(node, tuple(map(self.node, below(node))))

    def _vector(self, vector: Vector) -> Node:
        if not vector.offset and not vector.at:
            return self._recorded(vector.selector)
        # The sample that the recording had by then, which is that of its last evaluation.
        step = self._interval(vector.selector)
        return Call("last_over_time", (self._window(vector, step),))

    def _window(self, vector: Vector, window: int) -> Node:
        step = self._interval(vector.selector)
        return Subquery(self._recorded(vector.selector), window, step, vector.offset, vector.at)

    def _interval(self, selector: Selector) -> int:
        name = self._name(selector)
        steps = {one.interval for one in self.library.rules(name)}
        if len(steps) > 1:
            raise InlineError(f"{name} is recorded at several intervals, and read over time")
        return steps.pop()

    def _absent(self, node: Call) -> Node:
        """`absent` takes labels from the matchers of a selector, and none from an expression."""
        (vector,) = _read(node)
        found: Node = with_below(node, tuple(map(self.node, below(node))))
        equal = [one for one in vector.selector.matchers if one.op is MatchOp.EQUAL and one.label != NAME]
        mentioned = [one.label for one in vector.selector.matchers]
        for one in equal:
            if mentioned.count(one.label) == 1:
                found = constant(found, one.label, one.value)
        return found

    def _recorded(self, selector: Selector) -> Node:
        name = self._name(selector)
        if name in self.within:
            raise InlineError(f"{name} is made of itself: {' <- '.join((*self.within, name))}")
        inner = evolve(self, within=(*self.within, name))
        wanted = [one for one in selector.matchers if one.label != NAME]
        parts = [part for rule in self.library.rules(name) if (part := inner.rule(rule, wanted)) != NOTHING]
        if not parts:
            return NOTHING
        whole = parts[0]
        for part in parts[1:]:
            whole = Binary("or", whole, part)
        return whole

    def rule(self, recorded: Recorded, wanted: list[Matcher]) -> Node:
        """What one rule records, as far as it is wanted."""
        rule = recorded.rule
        self.written.append(rule.record)
        if len(self.written) > _MOST:
            raise TooLongError(f"with its recordings written out it has over {_MOST:,} of them, too many to ask for")
        tree = recorded.tree
        check_times(tree)
        node: Node = Call("vector", (tree,)) if is_scalar(tree) else tree
        # First what is not wanted goes, so that it need not be written out.
        for one in wanted:
            node = decided(one, rule.labels[one.label], node) if one.label in rule.labels else matched(node, one)
            if node == NOTHING:
                return NOTHING
        node = self.node(node)
        if self.named or may_have_name(node):
            node = constant(node, NAME, rule.record)
        for label, value in sorted(rule.labels.items()):
            node = constant(node, label, value)
        return node

    def _name(self, selector: Selector) -> str:
        if name := name_of(selector):
            return name
        means = ", ".join(named_by_pattern(selector, self.names)[:3])
        raise InlineError(f"a selector without a plain name may mean recordings that have no history ({means})")


def _read(node: Call) -> list[Vector]:
    """The selector that an absence is about, if it is about one."""
    match node.arguments:
        case (Vector() as vector,):
            return [vector]
        case (Matrix(vector=vector),):
            return [vector]
    return []
