"""From a line of a built file to the line of the descriptor that it comes from, by way of the catalog."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, field, frozen

from observability.findings import Finding
from observability.lint import Catalog, DashboardFile, Tree
from observability.model.location import Location
from observability.model.rule import Alert, Rule, RuleGroup
from observability.parallel import each
from observability.rulefiles import RuleFile
from observability.verifier.loading import load
from observability.verifier.parts import Part

# With fewer parts than this another process is not worth its start.
_SHARED = 20

Place = Mapping[str, Any]
_PANEL = re.compile(r"panels\[(\d+)\](?:\.panels\[(\d+)\])?")


def traced(findings: Iterable[Finding], parts: Sequence[Part], jobs: int) -> Iterator[Finding]:
    """The findings, each at the line of the descriptor that it comes from, where a catalog tells.

    What is found is rare, and where it comes from takes long to read: only parts with a finding are read, once more.
    """
    part_of = {str(path): number for number, part in enumerate(parts) if part.catalog for path in part.files}
    by_part: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.location.file in part_of:
            by_part.setdefault(part_of[finding.location.file], []).append(finding)
        else:
            yield finding
    found_in = [(parts[number], found) for number, found in by_part.items()]
    for found in each(_traced, found_in, jobs if len(found_in) >= _SHARED else 1):
        yield from found


def _traced(found: tuple[Part, Sequence[Finding]]) -> list[Finding]:
    part, findings = found
    tree = evolve(load(part).tree, catalog=part.whole_catalog())
    root = part.catalog_file.parent if part.catalog_file else None
    return list(map(Origins.of(tree, root).traced, findings))


@frozen
class Origins:
    """Where the parts of a tree come from. All places are as the catalog has them: {"file", "line", "column"}."""

    rule_files: Mapping[str, RuleFile] = field(factory=dict)
    dashboards: Mapping[str, DashboardFile] = field(factory=dict)
    # By path of the built file.
    files: Mapping[str, Place] = field(factory=dict)
    # By path, group, name, labels of a rule; by path and id of a panel.
    parts: Mapping[object, Place] = field(factory=dict)

    @classmethod
    def of(cls, tree: Tree, root: Path | None) -> "Origins":
        """Of a built tree, whose catalog is whole and whose environment's folder is `root`."""
        if tree.catalog is None or root is None:
            return cls()
        entries = list(_entries(tree.catalog))
        return cls(
            {file.path: file for file in tree.rules},
            {file.path: file for file in tree.dashboards},
            {path: place for entry in entries for path, place in _files(entry, root)},
            {part: place for entry in entries for part, place in _parts(entry, root)},
        )

    def traced(self, finding: Finding) -> Finding:
        """The finding at the descriptor's line; where that was found in what was built goes with it."""
        place = self._place(finding)
        if not place or not place["file"]:
            return finding
        built = finding.location.file + (f":{finding.location.line}" if finding.location.line else "")
        where = f"{built}, {finding.where}" if finding.where else built
        return evolve(finding, location=Location(**place), where=where)

    def _place(self, finding: Finding) -> Place | None:
        path = finding.location.file
        if path in self.rule_files:
            part = _rule_at(self.rule_files[path], finding.location.line)
        elif path in self.dashboards:
            part = _panel_at(self.dashboards[path], finding.where)
        else:
            return None
        return self.parts.get(part) or self.files.get(path)


def _entries(catalog: Catalog) -> Iterator[Mapping[str, Any]]:
    yield from catalog["services"].values()
    if "watchdog" in catalog:
        yield catalog["watchdog"]


def _files(entry: Mapping[str, Any], root: Path) -> Iterator[tuple[str, Place]]:
    if "source" in entry:
        yield str(root / entry["rules"]), entry["source"]
        yield str(root / entry["dashboard"]["path"]), entry["source"]


def _parts(entry: Mapping[str, Any], root: Path) -> Iterator[tuple[object, Place]]:
    path = str(root / entry["rules"])
    for kind, rules in (("record", entry["recordings"]), ("alert", entry["alerts"])):
        for rule in rules:
            yield (path, rule["group"], kind, rule[kind], frozenset(rule["labels"].items())), rule["source"]
    dashboard = entry.get("dashboard", {"path": "", "panels": ()})
    for panel in dashboard["panels"]:
        yield (str(root / dashboard["path"]), panel["id"]), panel["source"]


def _rule_at(file: RuleFile, line: int) -> object:
    rules = [(place, group.name, rule) for group in file.groups for place, rule in _places(group)]
    index = bisect_right(rules, line, key=lambda found: found[0]) - 1
    if index < 0:
        return None
    _, group, rule = rules[index]
    return (file.path, group, *_name(rule), frozenset(rule.labels.items()))


def _places(group: RuleGroup) -> Iterator[tuple[int, Rule]]:
    """Where the rules begin; what stands in a group before its first is told of that."""
    yield from ((group.origin.line, first) for first in group.rules[:1])
    yield from ((rule.origin.line, rule) for rule in group.rules)


def _name(rule: Rule) -> tuple[str, str]:
    return ("alert", rule.alert) if isinstance(rule, Alert) else ("record", rule.record)


def _panel_at(file: DashboardFile, where: str) -> object:
    found = _PANEL.match(where)
    if not found:
        return None
    panel = file.json["panels"][int(found[1])]
    return file.path, (panel["panels"][int(found[2])] if found[2] else panel).get("id")
