"""Prometheus rule files, made to be read: a header, a comment for each group, expressions as they were laid out."""

from collections.abc import Iterator, Mapping

from observability.emit.target import Target
from observability.model import layout
from observability.model.artifact import Artifact
from observability.model.plan import Plan
from observability.model.rule import Alert, Recording, Rule, RuleGroup
from observability.yamltext import comment, flow, scalar

TARGET = Target.RULES

# Where a group's rules and their keys stand.
_GROUP, _RULE, _KEY = 2, 6, 8
_WIDTH = 120


def emit(plan: Plan) -> Artifact:
    """The rule file of a service."""
    service = plan.service
    header = (
        f"Made by observability from {service.origin.file}. Do not edit: change that file and build again.\n"
        f"{service.title}: owner {service.owner.name}, tier {service.tier}, environment {service.environment.name}."
    )
    return Artifact(path(service.name), rule_file(header, plan.groups))


def path(name: str) -> str:
    """Where the rule file of a service stands in an environment's folder."""
    return f"{layout.RULES}/{name}.yaml"


def rule_file(header: str, groups: tuple[RuleGroup, ...]) -> bytes:
    """Any groups as a rule file."""
    return "\n".join([comment(header), "", "groups:", *_lines(groups), ""]).encode()


def _lines(groups: tuple[RuleGroup, ...]) -> Iterator[str]:
    for group in groups:
        yield comment(group.purpose, _GROUP)
        yield f"  - name: {scalar(group.name)}"
        if group.interval:
            yield f"    interval: {group.interval}"
        yield "    rules:"
        for rule in group.rules:
            yield from _rule(rule)
        yield ""


def _rule(rule: Rule) -> Iterator[str]:
    match rule:
        case Recording():
            yield f"{' ' * _RULE}- record: {scalar(rule.record)}"
            yield _expr(rule.expr)
            yield from _on_one_line("labels", rule.labels)
        case Alert():
            yield f"{' ' * _RULE}- alert: {scalar(rule.alert)}"
            yield _expr(rule.expr)
            if rule.duration.milliseconds:
                yield f"{' ' * _KEY}for: {rule.duration}"
            if rule.keep_firing_for:
                yield f"{' ' * _KEY}keep_firing_for: {rule.keep_firing_for}"
            yield from _mapping("labels", rule.labels)
            yield from _mapping("annotations", rule.annotations)


def _expr(expr: str) -> str:
    return f"{' ' * _KEY}expr: {scalar(expr, _KEY)}"


def _on_one_line(key: str, values: Mapping[str, str]) -> Iterator[str]:
    """The same few labels stand on rule after rule: one line each, where it is not too long."""
    line = f"{' ' * _KEY}{key}: {flow(values)}"
    if len(line) > _WIDTH:
        yield from _mapping(key, values)
    elif values:
        yield line


def _mapping(key: str, values: Mapping[str, str]) -> Iterator[str]:
    if values:
        yield f"{' ' * _KEY}{key}:"
        for name, value in sorted(values.items()):
            yield f"{' ' * (_KEY + 2)}{scalar(name)}: {scalar(value, _KEY + 2, prose=True)}"
