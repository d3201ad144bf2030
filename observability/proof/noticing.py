"""Would a case notice if the rule were another? Played in memory, as promtool would play it."""

from collections.abc import Sequence

from observability.model.rule import Alert
from observability.promql import tree_of
from observability.proof.alerting import ALERT_NAME, Firing, Simulation
from observability.proof.case import Case, Check, Expected
from observability.proof.evaluator import V3, EvaluationError, Storage
from observability.proof.segments import series
from observability.proof.templates import TemplateError


def notices(case: Case, alert: Alert | None) -> bool:
    """Whether the case fails with this alert in place of the one that it was made for; None is no alert at all.

    Raises:
        UnsupportedError: a part of the language that we do not know.
        ValueError: its expression is not PromQL.
    """
    if alert is None:
        return any(check.expected for check in case.checks)
    made = [series(one.labels, one.segments, case.sample) for one in case.inputs]
    simulation = Simulation(alert, tree_of(alert.expr), Storage(made), case.evaluation, V3)
    try:
        return _differs(simulation, case)
    except (EvaluationError, TemplateError):
        return True


def _differs(simulation: Simulation, case: Case) -> bool:
    checks = {check.at: check for check in case.checks}
    run = simulation.run(max(checks, default=0))
    return any(not _as_expected(simulation, firing, checks[at]) for at, firing in run if at in checks)


def _as_expected(simulation: Simulation, firing: Sequence[Firing], check: Check) -> bool:
    left = list(check.expected)
    for one in firing:
        found = next((expected for expected in left if _is(simulation, one, expected)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def _is(simulation: Simulation, one: Firing, expected: Expected) -> bool:
    own = {name: value for name, value in one.labels if name != ALERT_NAME}
    if dict(expected.labels) != own:
        return False
    if expected.annotations is None:
        return True
    annotations = simulation.annotations(one)
    return annotations is None or dict(annotations) == dict(expected.annotations)
