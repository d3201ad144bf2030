"""One build from the user's paths to the output folder."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from attrs import frozen

from observability import descriptor, workspace
from observability.building import cache, fleet
from observability.building.cache import Entry
from observability.building.earlier import Earlier
from observability.building.pool import Job, compile_all
from observability.compiler import Compiled, within
from observability.descriptor import Project
from observability.emit.target import Target
from observability.exceptions import InputError, UsageError
from observability.findings import Finding
from observability.model.artifact import Artifact, Source
from observability.workspace import Changes, Differences


@frozen
class Request:
    """What the user asked for. No environments: all of the project. `check`: compare, and write nothing."""

    paths: tuple[Path, ...]
    output: Path
    environments: tuple[str, ...] = ()
    targets: frozenset[Target] = frozenset(Target)
    jobs: int = 1
    check: bool = False


@frozen
class Built:
    """What a build did. `outcome` are differences when it was only to check."""

    services: int
    compiled: int
    environments: tuple[str, ...]
    outcome: Changes | Differences


Progress = Callable[[int, int], None]


@frozen
class _Inputs:
    """What a build reads. `findings`: what could not be read."""

    project: Project
    sources: tuple[Source, ...]
    environments: tuple[str, ...]
    findings: tuple[Finding, ...]

    def fingerprint(self, source: Source) -> str:
        return cache.fingerprint(self.project.source, source)


def build(request: Request, progress: Progress = lambda _done, _total: None) -> Built:
    """Compile what is stale, keep what is not, and make the output folder hold just that.

    Raises:
        InputError: everything that is wrong with any file; nothing was written.
        UsageError: an environment that the project does not have, or another build is writing there.
    """
    inputs = _read(request)
    earlier = Earlier.of(request.output)
    kept = {
        source.path: earlier.entries[source.path]
        for source in inputs.sources
        if earlier.serves(source.path, inputs.fingerprint(source), inputs.environments, request.targets)
    }
    stale = [source for source in inputs.sources if source.path not in kept]
    compiled = _compile(inputs, stale, request, progress)
    made = {source.path: _entry(inputs, source, one, request) for source, one in zip(stale, compiled, strict=True)}
    entries = dict(sorted({**kept, **made}.items()))
    _refuse(descriptor.check_together([entry.card for entry in entries.values()], inputs.project))
    artifacts = list(_artifacts(inputs, request, compiled, earlier, kept))
    files = earlier.files(kept.values(), inputs.environments, request.targets, others=bool(request.environments))
    outcome = _conclude(request, artifacts, files, entries)
    return Built(len(inputs.sources), len(stale), inputs.environments, outcome)


def _read(request: Request) -> _Inputs:
    found = workspace.locate(request.paths)
    if found.has_project and found.project is None:
        raise InputError(found.findings)
    project = descriptor.load_project(found.project)
    reading = workspace.read_services(found, project.services)
    environments = _chosen(project, request.environments)
    return _Inputs(project, reading.services, environments, found.findings + reading.findings)


def _chosen(project: Project, names: Sequence[str]) -> tuple[str, ...]:
    every = [environment.name for environment in project.environments]
    for name in names:
        if name not in every:
            close = get_close_matches(name, every, 1)
            hint = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(every)}"
            raise UsageError(f"the project has no environment {name!r}; {hint}")
    return tuple(name for name in every if name in names or not names)


def _compile(inputs: _Inputs, stale: list[Source], request: Request, progress: Progress) -> list[Compiled]:
    job = Job(inputs.project, inputs.environments, request.targets)
    compiled: list[Compiled] = []
    findings = list(inputs.findings)
    for done, result in enumerate(compile_all(job, stale, request.jobs), 1):
        progress(done, len(stale))
        if isinstance(result, Compiled):
            compiled.append(result)
        else:
            findings += result
    _refuse(findings)
    return compiled


def _entry(inputs: _Inputs, source: Source, compiled: Compiled, request: Request) -> Entry:
    paths = {name: tuple(artifact.path for artifact in made) for name, made in compiled.artifacts.items()}
    return Entry(inputs.fingerprint(source), compiled.card, request.targets, paths)


def _artifacts(
    inputs: _Inputs, request: Request, compiled: list[Compiled], earlier: Earlier, kept: Mapping[str, Entry]
) -> Iterator[Artifact]:
    for one in compiled:
        for made in one.artifacts.values():
            yield from made
    for name in inputs.environments:
        entries = earlier.catalog_entries(name, kept.values())
        entries |= {one.card.name: one.entries[name] for one in compiled}
        environment = inputs.project.environment(name)
        for artifact in fleet.artifacts(inputs.project, environment, entries, request.targets):
            yield within(name, artifact)


def _conclude(
    request: Request, artifacts: list[Artifact], files: Mapping[str, str], entries: Mapping[str, Entry]
) -> Changes | Differences:
    if request.check:
        return workspace.compare(request.output, artifacts, files)
    return workspace.write(request.output, artifacts, files, cache.dump(entries))


def _refuse(findings: Sequence[Finding]) -> None:
    if findings:
        raise InputError(sorted(findings, key=lambda finding: finding.location))
