"""A review as findings, for the formats that show these at the lines of a change."""

from collections.abc import Iterator

from attrs import evolve

from observability.findings import Finding, Location, Severity
from observability.model.review import Action
from observability.review.changed import Changed
from observability.reviewing.output import words
from observability.reviewing.review import Reviewed

_SEVERITIES = {Action.FAIL: Severity.ERROR, Action.NOTE: Severity.WARNING, Action.INFORM: Severity.INFO}


def findings(reviewed: Reviewed) -> list[Finding]:
    """One for each rule that changed, and those on files that could not be read."""
    unread = (evolve(one, location=_in_tree(one.location, reviewed)) for one in reviewed.findings)
    return [*unread, *(_finding(changed, reviewed) for changed in reviewed.changed)]


def _finding(changed: Changed, reviewed: Reviewed) -> Finding:
    location = _in_tree(changed.location, reviewed)
    if changed.new is None:  # its line is another one's now
        location = Location(location.file)
    message = "; ".join(_said(changed, reviewed))
    return Finding(_check(changed, reviewed), message, location, _SEVERITIES[changed.verdict.action])


def _said(changed: Changed, reviewed: Reviewed) -> Iterator[str]:
    yield ": ".join(filter(None, (words.title(changed), words.weighed(changed))))
    yield from map(words.told_change, changed.changes)
    yield from (f"differs for {words.told_witness(witness)}" for witness in changed.witnesses[:1])
    yield from words.readers(changed)
    yield from (f"policy: {line}" for line in words.policy_lines(changed, reviewed))


def _check(changed: Changed, reviewed: Reviewed) -> str:
    """The event for which it has its action, or else what changed."""
    verdict, actions = changed.verdict, words.actions_of(changed, reviewed)
    found = (event for event, action in actions if action is verdict.action and event not in verdict.allowed)
    return str(next(found, changed.changes[0].kind.replace(" ", "-")))


def _in_tree(location: Location, reviewed: Reviewed) -> Location:
    """The place in the tree of the change, of whatever revision."""
    for revision in reviewed.revisions:
        if location.file.startswith(f"{revision}:"):
            return evolve(location, file=location.file.removeprefix(f"{revision}:"))
    return location
