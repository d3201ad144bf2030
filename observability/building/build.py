"""One build from the user's paths to the output folder."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

from attrs import evolve, frozen

from observability import workspace
from observability.building import cache, fleet
from observability.building.cache import Entry, fingerprint
from observability.building.check import check
from observability.building.earlier import Earlier
from observability.building.inputs import Inputs, between, chosen, read
from observability.building.pool import Job, compile_all
from observability.compiler import Compiled, within
from observability.descriptor import ServiceCard
from observability.emit.target import Target
from observability.exceptions import InputError
from observability.findings import Finding, Severity
from observability.model.artifact import File, Source
from observability.parallel import Tally
from observability.undeclared import unmet
from observability.workspace import Changes, Differences


@frozen
class Request:
    """What the user asked for. No environments: all of the project. `check`: compare, and write nothing.

    No targets: all but tests, and tests too where an earlier build has made some.
    """

    paths: tuple[Path, ...]
    output: Path
    environments: tuple[str, ...] = ()
    targets: frozenset[Target] = frozenset()
    jobs: int = 1
    check: bool = False


@frozen
class Built:
    """What a build did. `outcome` are differences when it was only to check.

    `findings` kept no file from being made.
    """

    services: int
    compiled: int
    environments: tuple[str, ...]
    outcome: Changes | Differences
    findings: tuple[Finding, ...] = ()


def build(request: Request, progress: Tally = lambda _done, _total: None) -> Built:
    """Compile what is stale, keep what is not, and make the output folder hold just that.

    Raises:
        InputError: everything that is wrong with any file; nothing was written.
        UsageError: an environment that the project does not have, or another build is writing there.
    """
    inputs = _read(request)
    earlier = Earlier.of(request.output)
    environments = chosen(inputs.project, request.environments)
    job = Job(inputs.project, environments, request.targets or earlier.targets, request.output, request.check)
    kept = _kept(inputs, job, earlier)
    stale = [source for source in inputs.sources if source.path not in kept]
    compiled = _compiled(inputs, kept, _compile(job, stale, request.jobs, progress))
    if not stale and earlier.is_just(kept):
        # Nor has changed what is made of all services together, and the catalog of a large fleet takes long to read.
        nothing = Differences() if request.check else Changes((), (), len(earlier.manifest.files))
        return Built(len(inputs.sources), 0, job.environments, nothing, tuple(_undeclared(inputs, kept, ())))
    made = {
        source.path: _entry(job, source, one)
        for source, one in zip(stale, compiled, strict=True)
        # What is wrong is told by each build, not only by the first.
        if not any(finding.severity is Severity.ERROR for finding in one.findings)
    }
    artifacts = list(_artifacts(job, compiled, earlier, kept))
    files = earlier.files(kept.values(), job.environments, job.targets, others=bool(request.environments))
    outcome = _conclude(request, artifacts, files, dict(sorted({**kept, **made}.items())))
    if not request.check:
        workspace.forget(request.output, [source.path for source in inputs.sources])
    said = [finding for one in compiled for finding in one.findings]
    said += _undeclared(inputs, kept, compiled)
    return Built(len(inputs.sources), len(stale), job.environments, outcome, tuple(said))


def _read(request: Request) -> Inputs:
    try:
        return read(request.paths)
    except InputError:
        # The project file is broken; the descriptors' errors are told in the same run.
        raise InputError(check(request.paths).findings) from None


def _kept(inputs: Inputs, job: Job, earlier: Earlier) -> dict[str, Entry]:
    """What was compiled before, of just what is there now."""
    return {
        source.path: earlier.entries[source.path]
        for source in inputs.sources
        if earlier.serves(source.path, fingerprint(inputs.project, source), job.environments, job.targets)
    }


def _compiled(
    inputs: Inputs, kept: Mapping[str, Entry], outcome: tuple[list[Compiled], list[Finding]]
) -> list[Compiled]:
    """What was compiled, where nothing is wrong with it, nor between it and what was kept."""
    compiled, findings = outcome[0], [*outcome[1], *inputs.findings]
    findings += between(inputs.project, _cards(kept, compiled), complete=inputs.whole and not findings)
    if findings:
        raise InputError(findings)
    return compiled


def _undeclared(inputs: Inputs, kept: Mapping[str, Entry], compiled: Iterable[Compiled]) -> Iterator[Finding]:
    """Metrics of alerts that no descriptor declares. Where some descriptors were not read, nobody knows."""
    cards = _cards(kept, compiled) if inputs.complete else []
    declared = frozenset(chain.from_iterable(card.metrics for card in cards))
    return unmet(chain.from_iterable(card.undeclared for card in cards), declared)


def _cards(kept: Mapping[str, Entry], compiled: Iterable[Compiled]) -> list[ServiceCard]:
    return [*(entry.card for entry in kept.values()), *(one.card for one in compiled)]


def _compile(job: Job, stale: list[Source], jobs: int, progress: Tally) -> tuple[list[Compiled], list[Finding]]:
    compiled: list[Compiled] = []
    findings: list[Finding] = []
    spool = workspace.Spool()
    for done, result in enumerate(compile_all(job, stale, jobs), 1):
        progress(done, len(stale))
        if isinstance(result, Compiled):
            put_aside = {name: tuple(map(spool.put, made)) for name, made in result.artifacts.items()}
            compiled.append(evolve(result, artifacts=put_aside))
        else:
            findings += result
    return compiled, findings


def _entry(job: Job, source: Source, compiled: Compiled) -> Entry:
    paths = {name: tuple(artifact.path for artifact in made) for name, made in compiled.artifacts.items()}
    return Entry(fingerprint(job.project, source), compiled.card, job.targets, paths)


def _artifacts(job: Job, compiled: list[Compiled], earlier: Earlier, kept: Mapping[str, Entry]) -> Iterator[File]:
    for one in compiled:
        for made in one.artifacts.values():
            yield from made
    cards = _cards(kept, compiled)
    for name in job.environments:
        entries = earlier.catalog_entries(name, kept.values())
        entries |= {one.card.name: one.entries[name] for one in compiled}
        environment = job.project.environment(name)
        for artifact in fleet.artifacts(job.project, environment, entries, cards, job.targets):
            yield within(name, artifact)


def _conclude(
    request: Request, artifacts: list[File], files: Mapping[str, str], entries: Mapping[str, Entry]
) -> Changes | Differences:
    if request.check:
        return workspace.compare(request.output, artifacts, files)
    return workspace.write(request.output, artifacts, files, cache.dump(entries))
