"""One run, from the user's paths to what is wrong."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from attrs import Factory, evolve, frozen

from observability import workspace
from observability.baseline import Baseline
from observability.descriptor import Project
from observability.exceptions import InputError
from observability.findings import Finding, Location
from observability.lint.expression import FIELD
from observability.lint.placing import Edit, OpenedFile, with_line
from observability.lint.rules import unused_recording
from observability.lint.settings import Settings
from observability.lint.silence import silenced, unused
from observability.linting.fixes import Fixed, fix
from observability.linting.one import Looked, Named, look
from observability.linting.online import Online
from observability.linting.project import ignored, project_of
from observability.linting.readers import names_in
from observability.linting.rulechecks import SUITE
from observability.model.durations import Duration
from observability.parallel import Tally, batches, each
from observability.rulefiles import Source, open_rules

_T = TypeVar("_T")

# What one process is handed at once.
_BATCH = 40


@frozen
class Request:
    """What the user asked for."""

    paths: tuple[Path, ...]
    scrape_interval: Duration | None = None
    dashboards: tuple[Path, ...] = ()
    baseline: Baseline = Factory(Baseline)
    fix: bool = False
    jobs: int = 1
    online: Online | None = None
    progress: Tally = lambda _done, _total: None


@frozen
class Linted:
    """What was looked at. `findings` are new; `known` were in the baseline, `silenced` have a comment or an entry."""

    findings: tuple[Finding, ...]
    known: tuple[Finding, ...] = ()
    silenced: int = 0
    files: int = 0
    rules: int = 0
    mended: int = 0
    fixed: tuple[Fixed, ...] = ()


def lint(request: Request) -> Linted:
    """Look at all rule files at the paths, and mend what is sure where that is asked for.

    Raises:
        InputError: a path is not there, there are no rules in all of them, or the project file is wrong.
        UsageError: the paths belong to different projects, or the Prometheus refuses a question.
        ServerError: the Prometheus does not answer.
    """
    root, project = project_of(request.paths)
    settings = _settings(project, request)
    folders, odd = _folders(request, settings)
    looked = _look(folders, request)
    paths = {file.name: file.path for folder in folders for file in folder.files}
    fixed: list[Fixed] = []
    # Of two fixes that touch each other the second is made in another round.
    while request.fix and (made := _fix(looked, request, paths)):
        fixed += made
        looked = _look(folders, request)
    looked.findings += odd
    if not looked.files and not odd:
        raise InputError([_nothing(path) for path in request.paths])
    return evolve(_told(looked, project, root, request, paths), fixed=tuple(fixed))


@frozen
class _Folder:
    """What one Prometheus loads together, and the dashboards that are known to read it."""

    files: tuple[Named, ...]
    dashboards: tuple[Path, ...]
    settings: Settings


def _nothing(path: Path) -> Finding:
    hint = "rules stand in groups; of descriptors, lint what `observability build` makes of them"
    return Finding("no-rules", "there are no rules", Location(str(path)), hint=hint)


def _named(path: Path, asked: Sequence[Path]) -> Named | None:
    """A file with its name; None where a folder hides it, as `.git` does."""
    if path in asked:
        return Named(path, str(path), sought=False)
    inner = next((path.relative_to(folder) for folder in asked if path.is_relative_to(folder)), path)
    return None if any(part.startswith(".") for part in inner.parts) else Named(path, str(path), sought=True)


def _folders(request: Request, settings: Settings) -> tuple[list[_Folder], tuple[Finding, ...]]:
    others, found = workspace.find_dashboards(request.dashboards), []
    folders, odd = workspace.search_output(request.paths)
    for folder in folders:
        files = tuple(named for path in folder.rules if (named := _named(path, request.paths)))
        # The catalog of a build offers what is recorded to other programs.
        known = None if folder.root else bool(others)
        found.append(_Folder(files, others, evolve(settings, dashboards=known)))
    return found, odd


def _settings(project: Project, request: Request) -> Settings:
    slowest = max(environment.scrape_interval for environment in project.environments)
    return Settings(
        request.scrape_interval or slowest,
        project.linting.severities,
        frozenset(project.linting.pages),
        request.online.types() if request.online else {},
        strict=False,
        online=request.online is not None,
    )


def _look(folders: Sequence[_Folder], request: Request) -> Looked:
    """What is wrong with each file, and with each folder as a whole."""
    total = Looked()
    count = sum(len(folder.files) for folder in folders)
    for folder in folders:
        here, done = Looked(), total.files
        for looked in each(partial(look, folder.settings), _batches(folder.files, request.jobs), request.jobs):
            here.add(looked)
            request.progress(done + here.files, count)
        for names in each(names_in, _batches(folder.dashboards, request.jobs), request.jobs):
            here.facts.setdefault(unused_recording.ID, {}).update(dict.fromkeys(sorted(names)))
        here.findings += _with_lines(SUITE.conclude(here.facts), {file.name: file.path for file in folder.files})
        here.facts = {}
        if request.online:
            here.findings += request.online.judge(here.readings, here.recorded)
        total.add(here)
    return total


def _batches(items: Sequence[_T], jobs: int) -> list[Sequence[_T]]:
    return batches(items, max(1, min(_BATCH, len(items) // (2 * jobs))))


def _with_lines(findings: Iterable[Finding], paths: dict[str, Path]) -> Iterator[Finding]:
    """The findings on the whole, each with its line; those on expressions there, though files are read again for it."""
    sources: dict[str, Source | None] = {}
    opened: OpenedFile | None = None
    for finding in findings:
        file = finding.location.file
        if file in paths and finding.where == FIELD and not finding.excerpt:
            if opened is None or opened.path != file:  # one at a time: they are large
                content = workspace.read_output(paths[file])
                opened = OpenedFile(open_rules(file, content), Source.of(content))
            yield opened.placed(finding)
            continue
        if file not in sources:
            sources[file] = Source.of(workspace.read_output(paths[file])) if file in paths else None
        yield with_line(finding, sources[file])


def _fix(looked: Looked, request: Request, paths: dict[str, Path]) -> tuple[Fixed, ...]:
    allowed = {finding for finding, silence in silenced(looked.findings, looked.silences) if silence is None}
    by_file: dict[str, list[Edit]] = {}
    for finding, edit in looked.edits:
        if finding in allowed and finding not in request.baseline:
            by_file.setdefault(edit.location.file, []).append(edit)
    done = (fix(paths[name], name, edits) for name, edits in sorted(by_file.items()))
    return tuple(one for one in done if one)


def _told(looked: Looked, project: Project, root: Path, request: Request, paths: dict[str, Path]) -> Linted:
    pairs = list(silenced(looked.findings, looked.silences))
    open_ones = [finding for finding, silence in pairs if silence is None]
    rest = ignored(open_ones, project, root)
    found = [*rest.findings, *_with_lines(unused(looked.silences, looked.findings), paths)]
    return Linted(
        tuple(finding for finding in found if finding not in request.baseline),
        tuple(finding for finding in found if finding in request.baseline),
        len(looked.findings) - len(open_ones) + rest.ignored,
        looked.files,
        looked.rules,
        request.baseline.mended(found, paths),
    )
