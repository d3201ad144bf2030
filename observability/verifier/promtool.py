"""promtool's complaints as findings, where they stand."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from attrs import evolve

from observability import workspace
from observability.adapters.promtool import Complaint, check_rules
from observability.findings import Finding, Location
from observability.model.artifact import Artifact
from observability.rulefiles import RuleFile, plain_rule_files
from observability.verifier.parts import Part

ID = "promtool"

# Where we say it with a line, what promtool says of the file as a whole is a repetition.
_SAID_BETTER = frozenset({"rule-file", "bad-duration", "duplicate-rule"})


def judged(promtool: Path, parts: Sequence[Part]) -> list[Complaint]:
    """What promtool says of their rules. Manifests, which it does not read, are laid out for it as rule files.

    Raises:
        InputError: a file cannot be read.
        MissingToolError: `promtool` is none.
    """
    laid_out = {path: texts for path in _by_hand(parts) if (texts := _rule_files_in(path)) is not None}
    plain = [str(path) for part in parts for path in part.rules if path not in laid_out]
    return [*check_rules(promtool, plain), *_of_manifests(promtool, laid_out)]


def _by_hand(parts: Sequence[Part]) -> Iterator[Path]:
    return (path for part in parts if part.by_hand for path in part.rules)


def _rule_files_in(path: Path) -> list[bytes] | None:
    return plain_rule_files(str(path), workspace.read_output(path))


def _of_manifests(promtool: Path, laid_out: Mapping[Path, Sequence[bytes]]) -> list[Complaint]:
    pairs = [(path, text) for path, texts in laid_out.items() for text in texts]
    copies = [Artifact(f"{number}.yaml", text) for number, (_, text) in enumerate(pairs)]
    if not copies:
        return []
    with workspace.temporary_folder() as folder:
        workspace.write(folder, copies)
        said = check_rules(promtool, [str(folder / copy.path) for copy in copies])
    return [evolve(one, path=str(pairs[int(Path(one.path).stem)][0])) for one in said]


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
