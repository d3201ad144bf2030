"""Groups and rules have the keys that Prometheus knows, and those that it needs.

Why: Prometheus does not load a file with a key too many, and goes on with the rules of before. An alert whose `for` is
written `fro` was never there.

Passes:
    alert: QueueFull
    expr: queue_length > 5
    for: 5m
Fails:
    alert: QueueFull
    expr: queue_length > 5
    fro: 5m
Mend: write the key as it is called; put what is for people into `annotations`.
"""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches

import yaml

from observability.findings import Finding, Severity
from observability.rulefiles import Opened
from observability.rulefiles.document import fields, is_null, items, place, text

ID = "rule-fields"

_FILE = frozenset({"groups"})
_GROUP = frozenset({"name", "interval", "query_offset", "limit", "rules", "labels", "partial_response_strategy"})
_ALERT = frozenset({"alert", "expr", "for", "keep_firing_for", "labels", "annotations"})
_RECORDING = frozenset({"record", "expr", "labels"})
_NAME = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*")
_METRIC = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:]*")
_FORBIDDEN = frozenset({"__name__"})


def check(opened: Opened) -> Iterator[Finding]:
    """Keys that are unknown or missing, values of the wrong kind, names that are none."""
    path, manifests = opened.reading.file.path, bool(opened.reading.file.kinds)
    for document in opened.documents:
        found = fields(document)
        yield from () if manifests else _unknown(path, document, _FILE, "a rule file")
        if "groups" in found and not isinstance(found["groups"], yaml.SequenceNode) and not is_null(found["groups"]):
            yield _finding(path, found["groups"], "groups is no list", "groups")
        yield from _groups(path, items(found.get("groups")))


def _groups(path: str, groups: list[yaml.Node]) -> Iterator[Finding]:
    names: dict[str, yaml.Node] = {}
    for group in groups:
        found = fields(group)
        yield from _unknown(path, group, _GROUP, "a group")
        name = text(found.get("name"))
        if not name:
            yield _finding(path, group, "a group has no name", "name")
        elif name in names:
            earlier = names[name].start_mark.line + 1
            hint = f"give it or that of line {earlier} another"
            yield _finding(path, found["name"], f"a group of the name '{name}' is there already", "name", hint)
        names.setdefault(name, group)
        if "rules" in found and not isinstance(found["rules"], yaml.SequenceNode) and not is_null(found["rules"]):
            yield _finding(path, found["rules"], "rules is no list", "rules")
        for rule in items(found.get("rules")):
            yield from _rule(path, rule)


def _rule(path: str, rule: yaml.Node) -> Iterator[Finding]:
    found = fields(rule)
    if not isinstance(rule, yaml.MappingNode):
        yield _finding(path, rule, "this is no rule", "", "a rule has alert or record, and expr")
        return
    if "alert" in found and "record" in found:
        yield _finding(path, rule, "a rule is an alert or a recording, not both", "record")
        return
    if "alert" not in found and "record" not in found:
        yield _finding(path, rule, "a rule has neither alert nor record", "")
        return
    known, what = (_ALERT, "an alert") if "alert" in found else (_RECORDING, "a recording rule")
    yield from _unknown(path, rule, known, what)
    yield from _named(path, found)
    if not text(found.get("expr")).strip():
        yield _finding(path, found.get("expr") or rule, f"{what} has no expression", "", "write expr: ...")
    for key in ("labels", "annotations"):
        yield from _texts(path, key, found.get(key))


def _named(path: str, found: Mapping[str, yaml.Node]) -> Iterator[Finding]:
    key = "alert" if "alert" in found else "record"
    name = text(found[key])
    if not name:
        yield _finding(path, found[key], f"{key} is empty", key, "write a name")
    elif key == "record" and not _METRIC.fullmatch(name):
        hint = "letters, digits, _ and : alone, and no digit first"
        yield _odd(path, found[key], f"the series '{name}' has a name that must be quoted", key, hint)


def _texts(path: str, key: str, node: yaml.Node | None) -> Iterator[Finding]:
    if node is None or is_null(node):
        return
    if not isinstance(node, yaml.MappingNode):
        yield _finding(path, node, f"{key} is no map", key, "write name: value")
        return
    for name, value in node.value:
        called = text(name)
        if not called or called in _FORBIDDEN:
            yield _finding(path, name, f"'{called}' is no name of a {key[:-1]}", key)
        elif not _NAME.fullmatch(called) and called != "<<":
            hint = "letters, digits and _ alone"
            yield _odd(path, name, f"the {key[:-1]} '{called}' has a name that must be quoted", key, hint)
        elif called != "<<" and not isinstance(value, yaml.ScalarNode):
            yield _finding(path, value, f"the {key[:-1]} {called} is no text", f"{key}.{called}", "quote it")


def _unknown(path: str, node: yaml.Node, known: frozenset[str], what: str) -> Iterator[Finding]:
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, _ in node.value:
        name = text(key)
        if name in seen and name != "<<":
            yield _finding(path, key, f"the key '{name}' is there twice", name, "remove one")
        elif name not in known and name != "<<":
            close = get_close_matches(name, sorted(known), 1)
            hint = f"did you mean '{close[0]}'?" if close else f"{what} has {', '.join(sorted(known))}"
            yield _finding(path, key, f"{what} has no key '{name}'", name, hint)
        seen.add(name)


def _odd(path: str, node: yaml.Node, message: str, where: str, hint: str) -> Finding:
    said = f"{message}, and Prometheus 2 does not load"
    return Finding(ID, said, place(path, node), Severity.WARNING, where, hint)


def _finding(path: str, node: yaml.Node, message: str, where: str, hint: str = "") -> Finding:
    return Finding(ID, message, place(path, node), where=where, hint=hint)
