"""Begins and completes the pages of a project, from the user's paths to the files."""

from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from observability import descriptor, starter
from observability.auditing.facts import dependents_of, pages, together
from observability.auditing.settings import settings_of
from observability.building.inputs import Inputs, chosen, read
from observability.exceptions import InputError, UsageError
from observability.findings import Finding, Location
from observability.lowering import lower
from observability.model.names import WATCHDOG_SERVICE
from observability.model.service import Service
from observability.runbooks.scaffold import Completed, PageFacts, complete
from observability.workspace import Tree, locate_rules

_BEGUN = "the page"


@frozen
class Written:
    """A page, and what was done to it, or would be: nothing where it is as it should be."""

    path: str
    is_new: bool
    done: tuple[str, ...]
    left: tuple[str, ...] = ()


def scaffold(paths: Sequence[Path], names: Sequence[str], environment: str | None, *, check: bool) -> list[Written]:
    """Complete the pages of these services, or of all; with `check` nothing is written.

    Raises:
        InputError: a descriptor, the project file or a page is wrong or cannot be read; then no page is written.
        UsageError: there is no such service or environment.
    """
    inputs = read(paths)
    services = _services(inputs, chosen(inputs.project, [environment] if environment else [])[0])
    tree, settings = Tree(locate_rules(paths).root), settings_of(inputs.project)
    wanted = _wanted(services, _asked_for(services, names))
    texts = {path: _text(tree, path) for path in wanted}
    completed = {path: complete(texts[path] or "", facts, settings) for path, facts in wanted.items()}
    written = [_written(path, texts[path], one) for path, one in completed.items()]
    made = {path: one.text for path, one in completed.items() if one.done}
    watchdogs = inputs.project.runbook_of(WATCHDOG_SERVICE).path if inputs.whole and not names else ""
    if watchdogs and _text(tree, watchdogs) is None:
        made[watchdogs] = starter.watchdog_page().decode()
        written.append(Written(watchdogs, True, (_BEGUN,)))
    if not check:
        for path, text in made.items():
            tree.write(path, text.encode("utf-8", "surrogatepass"))
    return sorted(written, key=lambda one: one.path)


def _services(inputs: Inputs, environment: str) -> list[Service]:
    documents = descriptor.load_services(inputs.sources, inputs.project, inputs.findings)
    return [descriptor.resolve(document, inputs.project, environment) for document in documents]


def _asked_for(services: Sequence[Service], names: Sequence[str]) -> list[Service]:
    known = [service.name for service in services]
    for name in names:
        if name not in known:
            raise UsageError.unknown("there is no service", name, known)
    return [service for service in services if not names or service.name in names]


def _wanted(services: Sequence[Service], asked_for: Sequence[Service]) -> dict[str, PageFacts]:
    """The pages with their facts. A page may be of several services, and says the same whoever of them is asked for."""
    templates = set().union(*map(_templates, asked_for))
    found: dict[str, list[PageFacts]] = {}
    wanted = set[str]()
    for service in services:
        if templates.isdisjoint(_templates(service)):
            continue
        calls = ((other.title, other.depends_on) for other in services)
        of_service = pages(lower(service), dependents_of(service.name, calls))
        wanted |= of_service.keys() if service in asked_for else set()
        for path, facts in of_service.items():
            found.setdefault(path, []).append(facts)
    return {path: together(facts) for path, facts in found.items() if path in wanted}


def _templates(service: Service) -> set[str]:
    own = {alert.runbook.path for alert in service.alerts if alert.runbook}
    return ({service.runbook.path} | own) - {""}


def _text(tree: Tree, path: str) -> str | None:
    """The page as it is; None where there is none."""
    content = tree.read(path)
    if isinstance(content, bytes):
        try:
            return content.decode()
        except UnicodeDecodeError:
            raise _unusable(path, "is not UTF-8", "save it as UTF-8") from None
    if content is None:
        raise _unusable(path, "is a folder", "name a page")
    if content.is_missing:
        return None
    raise _unusable(path, content.reason, content.hint)


def _unusable(path: str, reason: str, hint: str) -> InputError:
    return InputError([Finding("runbook", reason, Location(path), hint=hint)])


def _written(path: str, before: str | None, completed: Completed) -> Written:
    return Written(path, before is None, completed.done, completed.left)
