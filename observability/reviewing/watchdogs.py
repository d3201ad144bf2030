"""The Watchdog, which no descriptor has: it is the whole project's."""

from collections.abc import Iterator, Sequence

from observability import workspace
from observability.emit import watchdog
from observability.model import names
from observability.review.ruleset import SourceFile
from observability.reviewing.half import Half
from observability.reviewing.read import named
from observability.rulefiles import RuleFile


def watchdogs(half: Half, environments: Sequence[str]) -> Iterator[SourceFile]:
    """Its rule in each environment, where a side is a whole project."""
    project, target = half.project, half.target
    if project.content is None or target.is_file or target.inside != project.folder:
        return
    every = project.project.environments
    for environment in every:
        if environment.name in environments or not environments:
            name = target.tree.name(target.path(workspace.PROJECT_FILE))
            runbook = project.project.runbook_of(names.WATCHDOG_SERVICE)
            group = named(watchdog.group(environment, runbook, project.project.origin), name)
            label = environment.name if len(every) > 1 else ""
            yield SourceFile(workspace.PROJECT_FILE, RuleFile(name, (group,)), label)
