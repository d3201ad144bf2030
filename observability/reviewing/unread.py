"""What could not be read, and what that is to a change."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from observability.findings import Finding, Severity
from observability.promql import check
from observability.review.changed import Changed
from observability.reviewing.sides import Side, Sides


def of_change(sides: Sides) -> Iterator[Finding]:
    """Findings on the new side. What was wrong before, or could not be read, is no error of the change."""
    target = sides.new.target
    unread = {target.tree.name(target.path(key)) for key in sides.old.broken & sides.new.broken}
    before = {_told(sides.old, finding) for finding in sides.old.findings}
    for finding in sides.new.findings:
        known = finding.location.file in unread or _told(sides.new, finding) in before
        yield evolve(finding, severity=Severity.WARNING) if known else finding


def _told(side: Side, finding: Finding) -> tuple[str, str, str]:
    """What is said of which file, whatever the side is called."""
    start = side.target.tree.name(side.target.path(""))
    return finding.location.file.removeprefix(start), finding.check, finding.message


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
