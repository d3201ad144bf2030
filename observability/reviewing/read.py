"""One file of a side into its rules: read as it is, or compiled where it is a descriptor."""

from collections.abc import Iterable, Iterator, Sequence

from attrs import evolve, frozen

from observability import descriptor
from observability.exceptions import InputError
from observability.findings import Finding, Location
from observability.lint.files import rule_fields
from observability.lowering import lower
from observability.model.artifact import Source
from observability.model.dashboard import Dashboard
from observability.model.plan import Plan
from observability.model.review import Override
from observability.model.rule import RuleGroup
from observability.review.comments import comments
from observability.review.ruleset import Panel, SourceFile
from observability.reviewing.choose import conflict_line
from observability.reviewing.projects import ProjectOf
from observability.rulefiles import RuleFile, open_rules

CONFLICT = "merge-conflict"


@frozen
class Unread:
    """A file with its content. `name` is what messages call it, `path` counts from the project's folder.

    `whole` is all of it, where `content` is less; `described`: it is a descriptor of the project.
    """

    key: str
    name: str
    path: str
    content: bytes
    environment: str = ""
    described: bool = False
    whole: bytes | None = None


@frozen
class Read:
    """What became of a file. Where it could not be read at all, `broken`, and nothing can be said of its rules."""

    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...] = ()
    broken: bool = False


def read_file(file: Unread, project: ProjectOf, environments: Sequence[str]) -> Read:
    """The rules of a file. Never raises for what is in it: that is a finding."""
    content = file.content if file.whole is None else file.whole
    if line := conflict_line(content):
        hint = "resolve it: keep one of the two, and remove the lines of <<<<<<<, ======= and >>>>>>>"
        message = "has a conflict left in it that git could not merge"
        return Read((), (Finding(CONFLICT, message, Location(file.name, line, 1), hint=hint),), broken=True)
    if file.described:
        return _compiled(file, project, environments)
    opened = open_rules(file.name, file.content)
    reading, said = opened.reading, comments(file.name, file.key, content)
    source = SourceFile(file.key, reading.file, file.environment, overrides=said.overrides)
    # With these Prometheus does not load the file, and goes on with the rules of before. Other YAML has any keys.
    refused = rule_fields.check(opened) if any(rule.expr for rule in reading.file.rules) else ()
    return Read((source,), (*reading.findings, *refused, *said.findings), broken=not reading.file.readable)


def _compiled(file: Unread, project: ProjectOf, environments: Sequence[str]) -> Read:
    if project.findings:  # by another project it would be another service
        return Read((), broken=True)
    try:
        document = descriptor.load_service(Source(file.path, file.content), project.project)
    except InputError as error:
        return Read((), tuple(_moved(error.findings, file.name)), broken=True)
    names = [one.name for one in project.project.environments if one.name in environments or not environments]
    plans = {name: lower(descriptor.resolve(document, project.project, name)) for name in names}
    # One environment needs no name.
    several = len(project.project.environments) > 1
    return Read(tuple(_source(file, name if several else "", plan) for name, plan in plans.items()))


def _source(file: Unread, environment: str, plan: Plan) -> SourceFile:
    groups = tuple(named(group, file.name) for group in plan.groups)
    found = RuleFile(file.name, groups)
    overrides = tuple(_at(one, file.name) for one in plan.service.overrides)
    panels = tuple(_panels(plan.dashboard, environment))
    return SourceFile(file.key, found, environment, plan.service.name, panels, overrides)


def _at(override: Override, name: str) -> Override:
    return evolve(override, origin=evolve(override.origin, file=name))


def _panels(dashboard: Dashboard, environment: str) -> Iterator[Panel]:
    for panel in dashboard.panels:
        yield Panel(dashboard.title, panel.title, tuple(query.expr for query in panel.queries), environment)


def named(group: RuleGroup, name: str) -> RuleGroup:
    """The group, whose rules say where they come from as messages do."""
    rules = (evolve(rule, origin=evolve(rule.origin, file=name)) for rule in group.rules)
    return evolve(group, rules=tuple(rules), origin=evolve(group.origin, file=name))


def _moved(findings: Iterable[Finding], name: str) -> Iterator[Finding]:
    return (evolve(finding, location=evolve(finding.location, file=name)) for finding in findings)
