"""One review, from what the user named to what is to be told."""

from attrs import evolve, frozen

from observability.findings import Finding, Severity
from observability.model.review import Action, ReviewPolicy
from observability.parallel import Tally
from observability.review.change import Sensitivity, together
from observability.review.changed import Changed
from observability.review.compare import changes, not_compared
from observability.review.policy import stricter, verdict
from observability.review.reach import Readers
from observability.reviewing.apart import told_apart
from observability.reviewing.readers import readers
from observability.reviewing.request import Request
from observability.reviewing.sides import Sides, read_sides
from observability.reviewing.submodules import moved_submodules
from observability.reviewing.unread import not_promql, of_change, of_the_past


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


def review(request: Request, progress: Tally) -> Reviewed:
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
    apart = told_apart(found, reading, request, policy, progress)
    written = (*policy.overrides, *(one for file in sides.new.files for one in file.overrides))
    # A descriptor says the same in each of its environments.
    overrides = tuple(dict.fromkeys(written))
    judged = [evolve(one, verdict=verdict(one, policy, overrides, request.today)) for one in apart.changed]
    unread = (*of_the_past(sides.old.findings), *of_change(sides), *not_promql(found))
    findings = (*unread, *moved_submodules(sides.old.target, sides.new.target), *apart.findings)
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
    telling = together(one.sensitivity for one in reached if one.is_alert)
    return evolve(changed, reached=reached, sensitivity=telling)


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
