"""Compiles many descriptors, on several cores when there are enough of them."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor

from attrs import frozen

from observability.compiler import Compiled, compile_source
from observability.descriptor import Project
from observability.emit.target import Target
from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.artifact import Source

# Starting a process costs as much as compiling so many services.
_WORTH_A_PROCESS = 20
_BATCH = 10

Result = Compiled | tuple[Finding, ...]


@frozen
class Job:
    """What is the same for all descriptors of a run."""

    project: Project
    environments: tuple[str, ...]
    targets: frozenset[Target]


def cores() -> int:
    """How many processes can run at once here."""
    # A container may be given some of the machine's cores; where the system cannot tell, all are counted.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def compile_all(job: Job, sources: Sequence[Source], jobs: int) -> Iterator[Result]:
    """Each descriptor compiled, or all that is wrong with it, in the order given."""
    if jobs == 1 or len(sources) < _WORTH_A_PROCESS:
        yield from (_compile(job, source) for source in sources)
        return
    # Forked, a worker has all modules loaded already.
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, context) as pool:
        batches = [(job, batch) for batch in _batches(sources)]
        for results in pool.map(_compile_batch, batches):
            yield from results


def _batches(sources: Sequence[Source]) -> Iterable[tuple[Source, ...]]:
    return (tuple(sources[start : start + _BATCH]) for start in range(0, len(sources), _BATCH))


def _compile_batch(batch: tuple[Job, tuple[Source, ...]]) -> list[Result]:
    job, sources = batch
    return [_compile(job, source) for source in sources]


def _compile(job: Job, source: Source) -> Result:
    try:
        return compile_source(source, job.project, job.environments, job.targets)
    except InputError as error:
        return error.findings
