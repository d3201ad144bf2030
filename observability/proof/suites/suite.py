"""All tests of a file of rules: files in promtool's format, and what they leave out."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from attrs import evolve, frozen

from observability.findings import Finding
from observability.model.rule import RuleGroup
from observability.proof.samples.histogramtext import Version
from observability.proof.suites.drafts import Draft, drafts
from observability.proof.suites.finds import Finds
from observability.proof.testfile import script_file

_MADE = "Made by observability. Do not edit: build again."


@frozen
class TestFile:
    """Tests, and the rules that they run over: a copy of some, or the whole file where there are none.

    `name` is a path without its ending, `needed` the first version of promtool that reads its series, if that matters.
    """

    __test__ = False

    name: str
    text: bytes
    rules: tuple[RuleGroup, ...] = ()
    needed: Version = (0, 0)


@frozen
class Suite:
    """The tests of a file of rules. `findings`: what they leave out, and what is wrong with alerts by themselves."""

    files: tuple[TestFile, ...]
    findings: tuple[Finding, ...]


def suite(name: str, rules: str, groups: Sequence[RuleGroup], finds: Finds | None = None) -> Suite:
    """The tests of these groups, which stand in the file `rules`, a path counted from that of the tests.

    `finds`: what was found before, and is kept for the next time.

    Raises:
        ValueError: an expression is not PromQL.
    """
    found = drafts(groups, finds or Finds())
    return Suite(tuple(_file(name, rules, groups, draft) for draft in found.files), found.findings)


def _file(name: str, rules: str, groups: Sequence[RuleGroup], draft: Draft) -> TestFile:
    path = f"{name}/{draft.name}" if draft.name else name
    file, needed = PurePosixPath(path).name, max(script.needed for script in draft.scripts)
    header = "\n".join([_MADE, *draft.about, *_needed(needed), f"To run: promtool test rules {file}.yaml"])
    loaded = f"{file}.rules.yaml" if draft.rules else rules
    text = script_file(header, [loaded], draft.groups, draft.interval, draft.scripts)
    return TestFile(path, text, tuple(_copied(groups, draft)), needed)


def _needed(version: Version) -> Iterator[str]:
    if any(version):
        yield f"Samples are native histograms: promtool {'.'.join(map(str, version))} and newer read such series."


def _copied(groups: Sequence[RuleGroup], draft: Draft) -> Iterator[RuleGroup]:
    every = [rule for group in groups for rule in group.rules]
    copies = tuple(evolve(every[number], expr=every[number].expr.strip()) for number in draft.rules)
    if copies:
        yield RuleGroup(draft.groups[0], copies)
