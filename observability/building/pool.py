"""Compiles many descriptors, on several cores when there are enough of them."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path

from attrs import frozen

from observability.building import keeping
from observability.compiler import Compiled, compile_source
from observability.descriptor import Project
from observability.emit import tests
from observability.emit.target import Target
from observability.exceptions import InputError
from observability.findings import Finding
from observability.model.artifact import Source
from observability.parallel import batches, each

# Starting a process costs as much as compiling so many services; to find tests takes seconds a service.
_WORTH_A_PROCESS = 20
_BATCH = 10

Result = Compiled | tuple[Finding, ...]


@frozen
class Job:
    """What is the same for all descriptors of a run. In the folder `output` may be what an earlier one kept.

    `check`: nothing is written, nor kept.
    """

    project: Project
    environments: tuple[str, ...]
    targets: frozenset[Target]
    output: Path
    check: bool = False

    @property
    def whole(self) -> bool:
        """Whether it is of all environments."""
        return len(self.environments) == len(self.project.environments)


def compile_all(job: Job, sources: Sequence[Source], jobs: int) -> Iterator[Result]:
    """Each descriptor compiled, or all that is wrong with it, in the order given."""
    long = Target.TESTS in job.targets
    processes = jobs if long or len(sources) >= _WORTH_A_PROCESS else 1
    return chain.from_iterable(each(partial(_compile_batch, job), batches(sources, 1 if long else _BATCH), processes))


def _compile_batch(job: Job, sources: Sequence[Source]) -> list[Result]:
    return [_compile(job, source) for source in sources]


def _compile(job: Job, source: Source) -> Result:
    try:
        if Target.TESTS in job.targets:
            return _with_tests(job, source)
        return compile_source(source, job.project, job.environments, job.targets)
    except InputError as error:
        return error.findings


def _with_tests(job: Job, source: Source) -> Compiled:
    before = keeping.recalled(job.output, source.path)
    finds = tests.recalled(before)
    compiled = compile_source(source, job.project, job.environments, job.targets, finds)
    if not job.check:
        # Of environments that are not compiled nothing is forgotten.
        keeping.keep(job.output, source.path, finds.kept if job.whole else {**before, **finds.kept})
    return compiled
