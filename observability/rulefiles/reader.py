"""Rule files into the model. What is wrong with PromQL, templates or fields is promtool's to say, not ours."""

from collections.abc import Iterable, Mapping

import yaml
from attrs import Factory, define, frozen

from observability.findings import Finding, Location
from observability.model.durations import Duration
from observability.model.rule import Alert, Recording, Rule, RuleGroup
from observability.rulefiles.document import (
    UnreadableError,
    compose,
    compose_all,
    fields,
    is_null,
    items,
    place,
    text,
    texts,
)
from observability.rulefiles.durations import parse_duration
from observability.rulefiles.manifests import kinds, rule_specs
from observability.rulefiles.rulefile import RuleFile

# No rule is written in fewer characters, and so many do nobody harm.
_SHORTEST, _FEW = 8, 10_000
_NONE = Duration(0)


@frozen
class Reading:
    """A rule file, as far as it could be read, and what kept us from reading more."""

    file: RuleFile
    findings: tuple[Finding, ...] = ()


@frozen
class Opened:
    """A rule file that was read, and its nodes: large, so to be kept for a moment only.

    `documents` are the maps that hold groups: a rule file has one, a file of manifests as many as it has
    PrometheusRules.
    """

    reading: Reading
    documents: tuple[yaml.Node, ...] = ()


def read_rule_file(path: str, content: bytes) -> Reading:
    """Read the content of the rule file that messages call `path`. Never raises: all trouble is in the findings."""
    try:
        document = fields(compose(path, content))
    except UnreadableError as error:
        return Reading(RuleFile(path, (), readable=False), (error.finding,))
    return _read(path, [document])


def read_rules(path: str, content: bytes) -> Reading:
    """The same for a file that may hold manifests: PrometheusRules, as many as it has, alone or in Lists.

    Other kinds are passed over.
    """
    return open_rules(path, content).reading


def open_rules(path: str, content: bytes) -> Opened:
    """The same with the nodes of what was read, for who wants to know where in the file each value stands."""
    try:
        nodes = compose_all(path, content)
    except UnreadableError as error:
        return Opened(Reading(RuleFile(path, (), readable=False), (error.finding,)))
    documents = list(map(fields, nodes))
    found = kinds(documents)
    specs = rule_specs(documents) if found else []
    if _is_bomb(content, map(fields, specs or nodes)):
        finding = Finding("rule-file", "repeats itself by aliases without end", Location(path), hint="write rules out")
        return Opened(Reading(RuleFile(path, (), readable=False), (finding,)))
    if found:
        return Opened(_read(path, map(fields, specs), found), tuple(specs))
    # Where there are several, the other says so.
    reading = _read(path, documents) if len(documents) == 1 else read_rule_file(path, content)
    return Opened(reading, tuple(nodes) if reading.file.readable else ())


def _is_bomb(content: bytes, documents: Iterable[Mapping[str, yaml.Node]]) -> bool:
    """Whether aliases make many more rules of a file than it has room for."""
    groups = (group for document in documents for group in items(document.get("groups")))
    rules = sum(len(items(fields(group).get("rules"))) for group in groups)
    return rules > max(_FEW, len(content) // _SHORTEST)


def _read(path: str, documents: Iterable[Mapping[str, yaml.Node]], kinds: tuple[str, ...] = ()) -> Reading:
    reader = _Reader(path)
    groups = tuple(reader.group(node) for document in documents for node in items(document.get("groups")))
    return Reading(RuleFile(path, groups, kinds=kinds), tuple(reader.findings))


@define
class _Reader:
    path: str
    findings: list[Finding] = Factory(list)

    def group(self, node: yaml.Node) -> RuleGroup:
        found = fields(node)
        rules = self._rules(items(found.get("rules")), texts(found.get("labels")))
        return RuleGroup(
            text(found.get("name")),
            tuple(rules),
            interval=self._duration(found, "interval"),
            query_offset=self._duration(found, "query_offset"),
            limit=_number(text(found.get("limit"))),
            origin=place(self.path, node),
        )

    def _rules(self, nodes: Iterable[yaml.Node], shared: Mapping[str, str]) -> Iterable[Rule]:
        for node in nodes:
            found = fields(node)
            labels = {**shared, **texts(found.get("labels"))}
            if "alert" in found:
                yield self._alert(node, found, labels)
            else:
                yield Recording(text(found.get("record")), text(found.get("expr")), labels, place(self.path, node))

    def _alert(self, node: yaml.Node, found: Mapping[str, yaml.Node], labels: Mapping[str, str]) -> Alert:
        return Alert(
            text(found["alert"]),
            text(found.get("expr")),
            self._duration(found, "for") or _NONE,
            labels,
            texts(found.get("annotations")),
            keep_firing_for=self._duration(found, "keep_firing_for"),
            origin=place(self.path, node),
        )

    def _duration(self, found: Mapping[str, yaml.Node], key: str) -> Duration | None:
        if key not in found or is_null(found[key]):
            return None
        try:
            return parse_duration(text(found[key]))
        except ValueError as error:
            # promtool stops at the first of these, and says nothing of all else that is wrong with the file.
            at, hint = place(self.path, found[key]), "write whole numbers and units, as in 30s, 5m, 1h30m"
            self.findings.append(Finding("bad-duration", str(error), at, where=key, hint=hint))
            return None


def _number(written: str) -> int:
    """A whole number as YAML has it; 0 for what is none, of which promtool says so."""
    try:
        return int(written.replace("_", ""), 0)
    except ValueError:
        return 0
