"""All checks of single rules, over one rule."""

from collections.abc import Hashable, Iterable, Iterator

from attrs import define, field, frozen

from observability.findings import Severity
from observability.lint import alerts, expressions
from observability.lint.alertrule import AlertRule
from observability.lint.alike import alike
from observability.lint.check import AlertCheck, ExpressionCheck
from observability.lint.expression import Expression
from observability.lint.problem import Problem
from observability.lint.settings import Settings
from observability.lint.uses import name
from observability.model.rule import Alert, Rule, RuleGroup


@frozen
class Found:
    """What a check found."""

    check: str
    severity: Severity
    problem: Problem


@define
class Looker:
    """Looks at rules. Those of a fleet differ in values of labels alone: of what is alike, one is looked at."""

    settings: Settings
    _clean: set[Hashable] = field(factory=set)

    def look(self, rule: Rule, group: RuleGroup) -> list[Found]:
        """What is wrong with a rule of a group."""
        key = group.interval, alike(rule)
        if key in self._clean:
            return []
        found = list(_look(rule, group, self.settings))
        if not found:
            self._clean.add(key)
        return found


def _look(rule: Rule, group: RuleGroup, settings: Settings) -> Iterator[Found]:
    if not rule.expr.strip():
        return  # rule-fields has said so
    expression = _expression(rule, group, settings)
    if isinstance(expression, Expression):
        yield from _told(expressions.CHECKS, expression)
    else:
        yield Found(expressions.syntax.ID, expression.severity or expressions.syntax.SEVERITY, expression)
    if isinstance(rule, Alert):
        taken = expression if isinstance(expression, Expression) else None
        yield from _told(alerts.CHECKS, AlertRule(rule, taken, settings))


def _expression(rule: Rule, group: RuleGroup, settings: Settings) -> Expression | Problem:
    try:
        return Expression.of(rule, settings, group.interval)
    except ValueError as error:
        return expressions.syntax.problem(rule.expr, str(error), name(rule))


def _told(checks: Iterable[ExpressionCheck] | Iterable[AlertCheck], subject: object) -> Iterator[Found]:
    for check in checks:
        for problem in check.check(subject):  # type: ignore[arg-type] # each family is handed what it asks for
            yield Found(check.ID, problem.severity or check.SEVERITY, problem)
