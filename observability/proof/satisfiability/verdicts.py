"""Alerts that nothing can show firing, or staying silent: findings, each with the rule's line."""

from collections.abc import Iterator

from observability.findings import Finding, Severity
from observability.model.durations import Duration
from observability.model.rule import Alert, Recording
from observability.promql import text_of
from observability.promql.tree import Binary, Call, Node, Vector, below, every
from observability.proof.boundaries.conditions import is_comparison
from observability.proof.evaluator.functions import tells_the_time
from observability.proof.satisfiability.advice import advice
from observability.proof.satisfiability.always import always_holds, always_there, is_truth
from observability.proof.satisfiability.bounds import bounds
from observability.proof.satisfiability.calendar import briefest
from observability.proof.satisfiability.fleeting import fleeting

_UNLIMITED = "any result fires, also 0: compare all of it with a limit"
NEVER, ALWAYS, CANNOT_HOLD, NOT_DERIVED = "never-fires", "always-fires", "cannot-hold", "not-derived"


def judge(alert: Alert, tree: Node) -> Finding | None:
    """Whether its expression can have no samples at all, or has some whatever the series."""
    if bounds(tree).empty:
        part = culprit(tree)
        message = f"the alert {alert.alert} can never fire: nothing satisfies `{text_of(part)}`"
        return Finding(NEVER, message, alert.origin, hint=advice(part))
    if (brief := fleeting(tree)) and brief[1] <= alert.duration:
        condition, lasts = brief
        message = f"the alert {alert.alert} can never fire: `{text_of(condition)}` holds for {lasts} at most"
        hint = f"`for` is {alert.duration}; make that shorter, or the offset longer"
        return Finding(CANNOT_HOLD, message, alert.origin, hint=hint)
    if (brief := briefest(tree)) and brief[1] <= alert.duration:
        condition, lasts = brief
        message = f"the alert {alert.alert} can never fire: what it asks of `{text_of(condition)}` holds for {lasts}"
        return Finding(CANNOT_HOLD, message, alert.origin, hint=f"`for` is {alert.duration}; make that shorter")
    return _always(alert, tree)


def _always(alert: Alert, tree: Node) -> Finding | None:
    if not any(isinstance(part, Vector) for part in every(tree)) and (not tells_the_time(tree) or always_holds(tree)):
        message = f"the alert {alert.alert} reads no series and always fires"
        return Finding(ALWAYS, message, alert.origin, Severity.INFO, hint="right for a heartbeat, and for nothing else")
    if is_truth(tree):
        message = (
            f"the alert {alert.alert} fires for whatever series there are: `bool` makes them 0 or 1, and both fire"
        )
        return Finding(ALWAYS, message, alert.origin, hint="leave `bool` out")
    if always_there(tree):
        message = (
            f"the alert {alert.alert} always fires: `{text_of(tree)}` has a result whether there are series or not"
        )
        limited = "compare with a value that a healthy series does not reach" if is_comparison(tree) else _UNLIMITED
        return Finding(ALWAYS, message, alert.origin, hint=limited)
    # Of each target there is one, whether it answers or not.
    if always_holds(tree) or (isinstance(tree, Vector) and tree.selector.metric == "up"):
        message = f"the alert {alert.alert} fires for whatever series there are: `{text_of(tree)}` always holds"
        return Finding(ALWAYS, message, alert.origin, hint="compare with a value that a healthy series does not reach")
    return None


def cannot_hold(alert: Alert, metric: str, lasts: Duration, *, latest: bool) -> Finding:
    """One event satisfies the condition, and it is gone before `for` has passed.

    `latest`: it is looked for between the last two samples, however long the window is.
    """
    message = f"the alert {alert.alert} does not fire for one event of {metric}: its condition then holds for {lasts}"
    window = (
        "take rate or delta over a longer window, as irate and idelta look at two samples"
        if latest
        else "the window longer"
    )
    hint = f"`for` is {alert.duration}; make that shorter or {window}, unless only repeated events matter"
    return Finding(CANNOT_HOLD, message, alert.origin, Severity.WARNING, hint=hint)


def not_derived(alert: Alert, reason: str) -> Finding:
    """There are no cases, and why."""
    message = f"no test was derived for the alert {alert.alert}: {reason}"
    hint = "see whether anything makes it fire; `tests` under an alert of a descriptor say what you expect of it"
    return Finding(NOT_DERIVED, message, alert.origin, Severity.WARNING, hint=hint)


def gap(alert: Alert, reason: str) -> Finding:
    """There are cases, and one that they lack."""
    message = f"the tests of the alert {alert.alert} leave something out: {reason}"
    return Finding(NOT_DERIVED, message, alert.origin, Severity.INFO)


def unrecorded(rule: Recording, reason: str) -> Finding:
    """There is no test of a recording, and why."""
    return Finding(NOT_DERIVED, f"no test was derived for {rule.record}: {reason}", rule.origin, Severity.INFO)


def culprit(node: Node) -> Node:
    """The innermost part that nothing satisfies, of which all that it consists of could be."""
    return next((culprit(child) for child in _parts(node) if bounds(child).empty), node)


def _parts(node: Node) -> Iterator[Node]:
    # What is empty on the one side of an `or` or right of an `unless` is no harm.
    if isinstance(node, Binary) and node.operator in {"or", "unless"}:
        yield from () if not bounds(node).empty else below(node)[: 2 if node.operator == "or" else 1]
    elif not (isinstance(node, Call) and node.function == "absent"):
        yield from below(node)
