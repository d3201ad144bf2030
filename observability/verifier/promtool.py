"""promtool's complaints as findings, where they stand."""

from collections.abc import Collection, Iterable, Iterator

from observability.adapters.promtool import Complaint
from observability.findings import Finding, Location
from observability.rulefiles import RuleFile

ID = "promtool"

# Where we say it with a line, what promtool says of the file as a whole is a repetition.
_SAID_BETTER = frozenset({"rule-file", "bad-duration", "duplicate-rule"})


def findings(complaints: Iterable[Complaint], files: Iterable[RuleFile]) -> Iterator[Finding]:
    """What promtool says of these files."""
    by_path = {file.path: file for file in files}
    return (Finding(ID, one.message, _location(one, by_path[one.path])) for one in complaints)


def said_once(found: Collection[Finding]) -> Iterator[Finding]:
    """Everything but what promtool says and we say better."""
    better: dict[str, list[Finding]] = {}
    for finding in found:
        if finding.check in _SAID_BETTER:
            better.setdefault(finding.location.file, []).append(finding)
    for finding in found:
        if finding.check != ID or not any(_says(ours, finding) for ours in better.get(finding.location.file, ())):
            yield finding


def _says(ours: Finding, theirs: Finding) -> bool:
    """Whether ours is better: it has a line, or promtool's words, whose lines are off where a file is no YAML."""
    return not theirs.location.line or (ours.check == "rule-file" and theirs.message in ours.message)


def _location(complaint: Complaint, file: RuleFile) -> Location:
    if complaint.line:
        return Location(complaint.path, complaint.line, complaint.column or 1)
    rules = [rule for group in file.groups if group.name == complaint.group for rule in group.rules]
    # The file may have changed since promtool counted.
    return rules[complaint.rule - 1].origin if 0 < complaint.rule <= len(rules) else Location(complaint.path)
