"""One review, from what the user named to what is to be told."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from attrs import evolve, frozen

from observability.findings import Finding, Severity
from observability.model.review import Action, ReviewPolicy
from observability.parallel import each
from observability.review.change import Sensitivity, together
from observability.review.changed import Changed
from observability.review.compare import changes, not_compared
from observability.review.policy import stricter, verdict
from observability.review.reach import Readers
from observability.review.settle import is_told_apart, settled
from observability.review.witness import search
from observability.reviewing.confirm import confirm
from observability.reviewing.readers import readers
from observability.reviewing.sides import Sides, read_sides
from observability.reviewing.unread import not_promql, of_change, of_the_past

# Series are looked for in so many alerts, the gravest changes first; it takes about a second for each.
_MOST_SEARCHED = 200

Progress = Callable[[int, int], None]


@frozen
class Request:
    """What the user asked for. Overrides are over by `today`; without `promtool` nothing is confirmed."""

    old: str
    new: str | None
    today: date
    environments: tuple[str, ...] = ()
    promtool: Path | None = None
    jobs: int = 1


@frozen
class Reviewed:
    """What changed between two sides, the gravest first. `findings` are about files that could not be read.

    `confirmed` is whether promtool was there to confirm what was found. `revisions` are what stands before the paths of
    files that were read from git.
    """

    old: str
    new: str
    changed: tuple[Changed, ...]
    findings: tuple[Finding, ...]
    policy: ReviewPolicy
    confirmed: bool
    revisions: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the policy fails."""
        return any(one.verdict.action is Action.FAIL for one in self.changed)

    @property
    def unread(self) -> bool:
        """Whether a file of the new side could not be read: what the change would do nobody knows."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def review(request: Request, progress: Progress) -> Reviewed:
    """Compare two sides. `progress` counts alerts for which series are looked for.

    Raises:
        UsageError: there is no such file, folder, revision or environment.
        InputError: a file cannot be opened.
        MissingToolError: git failed, or `promtool` is none.
    """
    sides = read_sides(request.old, request.new, request.environments, request.jobs)
    policy = stricter(sides.old.project.project.review, sides.new.project.project.review)
    found = _compared(sides, policy)
    reading = readers(sides, found, request.jobs)
    found = [_reached(one, reading) for one in found]
    found = _told_apart(found, request, policy, progress)
    written = (*policy.overrides, *(one for file in sides.new.files for one in file.overrides))
    # A descriptor says the same in each of its environments.
    overrides = tuple(dict.fromkeys(written))
    judged = [evolve(one, verdict=verdict(one, policy, overrides, request.today)) for one in found]
    findings = (*of_the_past(sides.old.findings), *of_change(sides), *not_promql(found))
    ordered = tuple(sorted(judged, key=lambda one: _gravity(one, policy)))
    revisions = tuple(side.target.revision for side in (sides.old, sides.new) if side.target.revision)
    return Reviewed(sides.old.name, sides.new.name, ordered, findings, policy, request.promtool is not None, revisions)


def _compared(sides: Sides, policy: ReviewPolicy) -> list[Changed]:
    unread = [
        changed
        for side, other in ((sides.old, sides.new), (sides.new, sides.old))
        for changed in not_compared((file for file in side.files if file.key in other.broken), other.name)
    ]
    return [*changes(*sides.readable, policy), *unread]


def _reached(changed: Changed, reading: Readers | None) -> Changed:
    """A recording with its readers, as it is now and, under the name that it had, as it was."""
    if reading is None or changed.is_alert:
        return changed
    source = changed.gone or changed.new
    if source is None or changed.old is None:  # nobody has read yet what is new
        return changed
    reached = reading.reached(source, changed.effect, gone=changed.gone is not None)
    telling = together(one.sensitivity for one in reached if one.rule and one.rule.is_alert)
    return evolve(changed, reached=reached, sensitivity=telling)


def _told_apart(found: Sequence[Changed], request: Request, policy: ReviewPolicy, progress: Progress) -> list[Changed]:
    asked = [number for number, one in enumerate(found) if is_told_apart(one)]
    # What wakes somebody comes first, in the order of the files else.
    wanted = sorted(asked, key=lambda number: found[number].severity not in policy.critical)[:_MOST_SEARCHED]
    looked_at = list(found)
    for done, (number, one) in enumerate(
        zip(wanted, each(_searched, [found[n] for n in wanted], request.jobs), strict=True), 1
    ):
        looked_at[number] = one
        progress(done, len(wanted))
    if request.promtool:
        looked_at = confirm(looked_at, request.promtool)
    return [settled(one) for one in looked_at]


def _searched(changed: Changed) -> Changed:
    if not (changed.old and changed.new and changed.old.alert and changed.new.alert):
        return changed
    found = search(changed.old.alert, changed.new.alert, changed.sensitivity)
    return evolve(changed, witnesses=found.witnesses, unwitnessed=found.reason)


def _gravity(changed: Changed, policy: ReviewPolicy) -> tuple[object, ...]:
    critical = changed.severity in policy.critical
    return (
        list(Action).index(changed.verdict.action),
        not changed.is_alert,
        not critical,
        list(Sensitivity).index(changed.sensitivity),
        changed.placed.key,
        changed.location.line,
        changed.name,
        changed.environments,
    )
