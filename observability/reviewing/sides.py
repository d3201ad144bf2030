"""Both sides of a change, read: what differs as rules, and the rest as bytes until somebody asks for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from attrs import evolve, field, frozen

from observability.exceptions import UsageError
from observability.findings import Finding
from observability.parallel import each
from observability.review.ruleset import SourceFile
from observability.reviewing.choose import Chosen
from observability.reviewing.differing import differing
from observability.reviewing.half import Half
from observability.reviewing.inner import inner_projects
from observability.reviewing.projects import ProjectOf
from observability.reviewing.read import Read, Unread, read_file
from observability.reviewing.targets import Target, targets
from observability.reviewing.watchdogs import watchdogs

# With fewer files than this another process is not worth its start.
_SHARED = 40


@frozen
class Side:
    """One side: the files that differ from the other side's, or are not there.

    `broken` are the keys of those that could not be read, `same` the paths of those that are the same on both sides.
    Of those that were `trimmed`, large ones, rules that are the same on both sides are left out.
    """

    half: Half = field(repr=False)
    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...] = ()
    broken: frozenset[str] = frozenset()
    same: tuple[str, ...] = field(default=(), repr=False)
    trimmed: tuple[str, ...] = field(default=(), repr=False)

    @property
    def target(self) -> Target:
        """What was asked for."""
        return self.half.target

    @property
    def project(self) -> ProjectOf:
        """The project that it belongs to."""
        return self.half.project

    @property
    def chosen(self) -> Chosen:
        """The files that may be of concern."""
        return self.half.chosen

    @property
    def name(self) -> str:
        """What the user called it."""
        return self.target.name

    @property
    def untrimmed(self) -> tuple[SourceFile, ...]:
        """The files of which nothing is left out."""
        less = {self.target.key(path) for path in self.trimmed}
        return tuple(file for file in self.files if file.key not in less)


@frozen
class Sides:
    """The old and the new side. `environments` are those that were asked for; none: all."""

    old: Side
    new: Side
    environments: tuple[str, ...] = ()

    @property
    def readable(self) -> tuple[tuple[SourceFile, ...], tuple[SourceFile, ...]]:
        """The files of each side but those that either could not read: the other side's would look new, or gone."""
        broken = self.old.broken | self.new.broken
        old, new = (tuple(file for file in side.files if file.key not in broken) for side in (self.old, self.new))
        return old, new


def read_sides(old: str, new: str | None = None, environments: Sequence[str] = (), jobs: int = 1) -> Sides:
    """Read what differs between two folders, files or revisions; NEW is the current folder where none is named.

    Files of the same bytes are not read as rules, unless a project file that they depend on differs.

    Raises:
        UsageError: there is no such file, folder, revision or environment, or nothing with rules on both sides.
        InputError: a file cannot be read at all.
    """
    ours, theirs = (Half.of(target) for target in targets(old, new))
    ours, theirs = ours.beside(theirs), theirs.beside(ours)
    _check_environments(environments, (ours.project, theirs.project))
    found = differing(ours, theirs)
    projects = (ours.project, theirs.project)
    as_before = projects[0].content == projects[1].content or any(one.findings for one in projects)
    apart = tuple(inner_projects(ours, theirs))
    if not (found.old or found.new or found.same or apart):
        where = f"neither in {old} nor in {new or 'this folder'}"
        below = f"; there is a project in {', '.join(sorted(theirs.inner))}" if theirs.inner else ""
        raise UsageError(f"there are no rules, manifests or descriptors, {where}{below}")
    sides = [
        evolve(
            _side(half, files, environments, jobs, () if as_before else watchdogs(half, environments)),
            same=tuple(found.same),
            trimmed=tuple(found.trimmed),
        )
        for half, files in ((ours, found.old), (theirs, found.new))
    ]
    # Those are paths of the new side.
    shorter = [ours.target.path(theirs.target.key(path)) for path in found.trimmed]
    after = evolve(sides[1], findings=(*apart, *sides[1].findings))
    return Sides(evolve(sides[0], trimmed=tuple(shorter)), after, tuple(environments))


def read_same(side: Side, wanted: Callable[[bytes], bool], environments: Sequence[str] = (), jobs: int = 1) -> Read:
    """All rules of those files whose bytes are `wanted`, and that are the same on both sides or were trimmed.

    The same files are read from the new side.
    """
    paths = (*side.same, *side.trimmed)
    contents = zip(paths, side.target.tree.read(paths), strict=True)
    found = [side.half.unread(path, content) for path, content in contents if content and wanted(content)]
    reads = list(_read_all(found, side.project, environments, jobs))
    files = tuple(file for read in reads for file in read.files)
    return Read(files, tuple(finding for read in reads for finding in read.findings))


def whole(sides: Sides, jobs: int = 1) -> Sides:
    """Both sides with all of their rules, those that are the same among them."""
    rest = read_same(sides.new, lambda _: True, sides.environments, jobs)
    before = read_same(evolve(sides.old, same=()), lambda _: True, sides.environments, jobs)
    known = {sides.new.target.key(path) for path in sides.new.trimmed}
    same = tuple(file for file in rest.files if file.key not in known)
    return evolve(
        sides,
        old=_with(sides.old, (*before.files, *same), (*before.findings, *rest.findings)),
        new=_with(sides.new, rest.files, rest.findings),
    )


def _with(side: Side, files: Iterable[SourceFile], findings: Iterable[Finding]) -> Side:
    return evolve(
        side, files=(*side.untrimmed, *files), findings=tuple(dict.fromkeys((*side.findings, *findings))), trimmed=()
    )


def _side(
    half: Half, found: Sequence[Unread], environments: Sequence[str], jobs: int, watchdogs: Iterable[SourceFile]
) -> Side:
    reads = list(_read_all(found, half.project, environments, jobs))
    files = (*(file for read in reads for file in read.files), *watchdogs)
    findings = (*half.project.findings, *(finding for read in reads for finding in read.findings))
    return Side(
        half, files, findings, frozenset(one.key for one, read in zip(found, reads, strict=True) if read.broken)
    )


def _read_all(found: Sequence[Unread], project: ProjectOf, environments: Sequence[str], jobs: int) -> Iterable[Read]:
    work = partial(read_file, project=project, environments=tuple(environments))
    return each(work, found, jobs if len(found) >= _SHARED else 1)


def _check_environments(names: Sequence[str], projects: Sequence[ProjectOf]) -> None:
    known: Mapping[str, None] = dict.fromkeys(one.name for of in projects for one in of.project.environments)
    for name in names:
        if name not in known:
            raise UsageError(f"the project has no environment {name!r}; there are: {', '.join(known)}")
