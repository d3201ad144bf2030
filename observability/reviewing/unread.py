"""What could not be read, and what that is to a change."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from observability.findings import Finding, Severity
from observability.promql import check
from observability.review.changed import Changed
from observability.reviewing.sides import Sides


def of_change(sides: Sides) -> Iterator[Finding]:
    """Findings on the new side. What could not be read before either, a template say, is no error of the change."""
    target = sides.new.target
    before = {target.tree.name(target.path(key)) for key in sides.old.broken & sides.new.broken}
    for finding in sides.new.findings:
        known = finding.location.file in before
        yield evolve(finding, severity=Severity.WARNING) if known else finding


def not_promql(found: Iterable[Changed]) -> Iterator[Finding]:
    """New expressions that are not PromQL."""
    for placed in (one.new for one in found if one.new and one.new is not one.old):
        try:
            check(placed.rule.expr)
        except ValueError as error:
            message = f"the expression of {placed.name} cannot be read: {error}"
            yield Finding("promql", message, placed.rule.origin, where="expr")


def of_the_past(findings: Iterable[Finding]) -> Iterable[Finding]:
    """The old side cannot be mended by this change."""
    return (evolve(finding, severity=Severity.WARNING) for finding in findings)
