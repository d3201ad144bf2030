"""One rule file: read once, and all of our checks over it."""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from pathlib import Path

from attrs import define, evolve, field, frozen

from observability import workspace
from observability.exceptions import InputError
from observability.findings import Finding
from observability.lint import Tree, files
from observability.lint.looking import Looker
from observability.lint.names import Missed
from observability.lint.online.world import Reading, readings
from observability.lint.placing import Edit, OpenedFile
from observability.lint.settings import Settings
from observability.lint.silence import Silence, silences_in
from observability.lint.suite import Facts, add
from observability.linting.raw import in_words, unfit
from observability.linting.rulechecks import IDS, SUITE
from observability.rulefiles import Source, open_rules

# Prose may have the word, as the comments of promtool's tests do.
_GROUPS = re.compile(rb"""^[^#\n]*(?<![\w-])groups["']?\s*:""", re.MULTILINE)
# After one of these a file is not to be touched.
_BROKEN = frozenset({"rule-file", "rule-fields", "promql-syntax"})


@define
class Looked:
    """What came of some files, and what they tell of the whole. `edits` are by path, each beside its finding."""

    findings: list[Finding] = field(factory=list)
    silences: list[Silence] = field(factory=list)
    edits: list[tuple[Finding, Edit]] = field(factory=list)
    facts: Facts = field(factory=dict)
    files: int = 0
    rules: int = 0
    readings: list[Reading] = field(factory=list)
    recorded: frozenset[str] = frozenset()

    def add(self, other: "Looked") -> None:
        """Add what came of other files."""
        self.findings += other.findings
        self.silences += other.silences
        self.edits += other.edits
        add(self.facts, other.facts)
        self.files += other.files
        self.rules += other.rules
        self.readings += other.readings
        self.recorded |= other.recorded


@frozen
class Named:
    """A file to look at, and what messages call it. `sought`: it was found in a folder, not named by the user."""

    path: Path
    name: str
    sought: bool


def look(settings: Settings, batch: Sequence[Named]) -> Looked:
    """Look at these files. What cannot be read is a finding."""
    looker, total = Looker(settings), Looked()
    for file in batch:
        try:
            content = workspace.read_output(file.path)
        except InputError as error:
            total.add(Looked(list(error.findings), files=1))
            continue
        if file.sought and not _GROUPS.search(content):
            continue
        total.add(_look(looker, file.name, content))
    return total


def _look(looker: Looker, name: str, content: bytes) -> Looked:
    if refused := unfit(name, content):
        return Looked([refused], files=1)
    opened = open_rules(name, content)
    if not opened.reading.file.readable:
        return Looked([in_words(finding, content) for finding in opened.reading.findings], files=1)
    return _judged(looker, OpenedFile(opened, Source.of(content)))


def _judged(looker: Looker, file: OpenedFile) -> Looked:
    """What all checks say of a file, what it has for the whole, and what in it silences them."""
    reading = file.opened.reading
    tree = Tree((reading.file,), settings=looker.settings)
    looked = _of_rules(looker, file)
    others = [*reading.findings, *(one for check in files.CHECKS for one in check.check(file.opened))]
    looked.findings += [file.placed(finding) for finding in (*others, *SUITE.judge(tree))]
    if any(finding.check in _BROKEN for finding in looked.findings):
        looked.edits = []
    if looker.settings.online:
        looked.readings += readings(file, looker.settings)
        looked.recorded = tree.recorded
    SUITE.tell(tree, looked.facts)
    looked.facts = {check: dict.fromkeys(_placed(file, told)) for check, told in looked.facts.items()}
    _silence(looked, file)
    return looked


def _of_rules(looker: Looker, file: OpenedFile) -> Looked:
    looked = Looked(files=1)
    for group in file.opened.reading.file.groups:
        looked.rules += len(group.rules)
        for rule in group.rules:
            for one in looker.look(rule, group):
                finding = file.finding(one, rule)
                looked.findings.append(finding)
                looked.edits += [(finding, edit) for edit in file.edits(one, rule)]
    return looked


def _placed(file: OpenedFile, told: Iterable[Hashable]) -> Iterator[Hashable]:
    """The facts, those that may become a finding on a name at that name."""
    for fact in told:
        yield evolve(fact, finding=file.at_word(fact.finding, fact.name)) if isinstance(fact, Missed) else fact


def _silence(looked: Looked, file: OpenedFile) -> None:
    if file.source is None or "observability:" not in file.source.text:
        return
    groups = file.opened.reading.file.groups
    rules = [(rule.origin.line, file.last_line(rule)) for group in groups for rule in group.rules]
    whole = [(group.origin.line, max(file.last_line(rule) for rule in group.rules)) for group in groups if group.rules]
    said = silences_in(file.path, file.source.text, rules, whole, IDS)
    looked.silences += said.silences
    looked.findings += [file.shown(finding) for finding in said.findings]
