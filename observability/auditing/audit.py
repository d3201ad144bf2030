"""One audit, from the user's paths to what is wrong."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from attrs import Factory, evolve, frozen

from observability.adapters import git
from observability.auditing.online import Online, verdicts
from observability.auditing.settings import settings_of
from observability.auditing.shelf import Shelf, texts
from observability.auditing.sources import Sources, sources
from observability.baseline import Baseline
from observability.findings import Severity
from observability.model.rule import Alert
from observability.promql import metrics_read
from observability.rulefiles import RuleFile
from observability.runbooks import audit as judge
from observability.runbooks.history import History, history
from observability.runbooks.kind import FAILING, Kind
from observability.runbooks.library import Library, Names
from observability.runbooks.links import link
from observability.runbooks.problem import Problem
from observability.runbooks.targets import InWeb
from observability.workspace import Tree


@frozen
class Request:
    """What the user asked for. `exposed` are all metrics that exist, if somebody told."""

    paths: tuple[Path, ...]
    environments: tuple[str, ...] = ()
    pages_url: str = ""
    fail_on: frozenset[Kind] = FAILING
    baseline: Baseline = Factory(Baseline)
    exposed: frozenset[str] | None = None
    jobs: int = 1
    online: Online | None = None


@frozen
class Audited:
    """What was looked at. `problems` are new, an error where its kind fails a run; `known` were in the baseline.

    `owners` has one for each alert, empty where it has none; `elsewhere` are links that lead into the web, and were
    not followed. `described`: there are descriptors among what was audited, of which missing pages can be begun.
    """

    problems: tuple[Problem, ...]
    known: tuple[Problem, ...]
    owners: tuple[str, ...]
    pages: int
    elsewhere: int = 0
    mended: int = 0
    described: bool = False

    @property
    def alerts(self) -> int:
        """How many alerts there are."""
        return len(self.owners)


def audit(request: Request) -> Audited:
    """Audit the runbooks of all alerts at the paths; without `online`, the network is not asked.

    Raises:
        InputError: what is to be audited is wrong or not there.
        UsageError: the paths belong to different projects, or there is no such environment.
    """
    read = sources(request.paths, request.environments)
    found = library(read, request)
    problems = [*_unread(read), *(one for one in judge(found) if not (read.in_part and one.kind is Kind.ORPHAN))]
    judged = [_with_severity(problem, request.fail_on) for problem in problems]
    return Audited(
        tuple(problem for problem in judged if problem.finding not in request.baseline),
        tuple(problem for problem in judged if problem.finding in request.baseline),
        tuple(link.owner for link in found.links),
        sum(1 for _ in found.pages),
        sum(isinstance(link.target, InWeb) for link in found.links) if request.online is None else 0,
        request.baseline.mended(problem.finding for problem in judged),
        read.described,
    )


def library(read: Sources, request: Request) -> Library:
    """What the checks look at."""
    settings = settings_of(read.project, request.pages_url)
    tree = Tree(read.root)
    alerts = _once(read.files)
    reads = _reads(read.files)
    shelf = Shelf(tree, settings.flavour)
    found = Library(
        tuple(link(alert, settings.pages_url) for alert in alerts),
        shelf,
        settings,
        _names(read, reads, request.exposed),
        reads,
    )
    shelf.read_ahead(list(found.by_page), request.jobs)
    aged = _history(read.root, tree, found) if settings.stale_days else History()
    return evolve(found, history=aged, web=verdicts(found.links, request.online) if request.online else {})


def _once(files: Sequence[RuleFile]) -> Iterator[Alert]:
    """The alerts, those of several environments once where they say the same of their runbook."""
    seen = set()
    for alert in (alert for file in files for alert in file.alerts):
        key = (alert.origin, alert.alert, alert.annotations.get("runbook_url"), tuple(sorted(alert.labels.items())))
        if key not in seen:
            seen.add(key)
            yield alert


def _reads(files: Sequence[RuleFile]) -> dict[str, frozenset[str]]:
    return {rule.expr: metrics_read(rule.expr) for file in files for rule in file.rules}


def _names(read: Sources, reads: dict[str, frozenset[str]], exposed: frozenset[str] | None) -> Names:
    return Names(
        frozenset(recording.record for file in read.files for recording in file.recordings),
        frozenset(alert.alert for file in read.files for alert in file.alerts),
        frozenset().union(*reads.values()),
        exposed,
        read.in_part,
    )


def _history(root: Path, tree: Tree, found: Library) -> History:
    if not git.has_history(root):
        return History()
    origins = [link.origin for link in found.links]
    lines = texts(tree, (origin.file for origin in origins))
    return history(git.patches(root, sorted({*lines, *found.by_page})), lines, origins)


def _unread(read: Sources) -> Iterable[Problem]:
    return (Problem(Kind.BROKEN, finding) for finding in read.findings)


def _with_severity(problem: Problem, fail_on: frozenset[Kind]) -> Problem:
    severity = Severity.ERROR if problem.kind in fail_on else Severity.WARNING
    return evolve(problem, finding=evolve(problem.finding, severity=severity))
