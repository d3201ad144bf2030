"""Both sides of a change, read: what differs as rules, and the rest as bytes until somebody asks for it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from attrs import evolve, field, frozen

from observability.exceptions import UsageError
from observability.findings import Finding
from observability.parallel import each
from observability.review.ruleset import SourceFile
from observability.reviewing.choose import Chosen, choose, environment_of, is_descriptor, looks_like_rules
from observability.reviewing.projects import ProjectOf, project_of
from observability.reviewing.read import Read, Unread, read_file
from observability.reviewing.targets import Target, targets

# With fewer files than this another process is not worth its start.
_SHARED = 40


@frozen
class Side:
    """One side: the files that differ from the other side's, or are not there.

    `broken` are the keys of those that could not be read; `same` the paths of those that are the same on both sides.
    """

    target: Target
    project: ProjectOf
    files: tuple[SourceFile, ...]
    findings: tuple[Finding, ...] = ()
    broken: frozenset[str] = frozenset()
    same: tuple[str, ...] = field(default=(), repr=False)
    chosen: Chosen | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """What the user called it."""
        return self.target.name


@frozen
class Sides:
    """The old and the new side. `environments` are those that were asked for; none: all."""

    old: Side
    new: Side
    environments: tuple[str, ...] = ()


def read_sides(old: str, new: str | None = None, environments: Sequence[str] = (), jobs: int = 1) -> Sides:
    """Read what differs between two folders, files or revisions; NEW is the current folder where none is named.

    Files of the same bytes are not read as rules, unless a project file that they depend on differs.

    Raises:
        UsageError: there is no such file, folder, revision or environment, or nothing with rules on both sides.
        InputError: a file cannot be read at all.
    """
    pair = targets(old, new)
    projects = project_of(pair[0]), project_of(pair[1])
    _check_environments(environments, projects)
    chosen = choose(pair[0]), choose(pair[1])
    found = _Differing.of(pair, chosen, projects)
    sides = [
        _side(target, chose, project, files, found.same, environments, jobs)
        for target, chose, project, files in zip(pair, chosen, projects, (found.old, found.new), strict=True)
    ]
    if not (found.old or found.new or found.same):
        raise UsageError(
            f"there are no rules, manifests or descriptors, neither in {old} nor in {new or 'this folder'}"
        )
    return Sides(sides[0], sides[1], tuple(environments))


def read_same(side: Side, wanted: Callable[[bytes], bool], environments: Sequence[str] = (), jobs: int = 1) -> Read:
    """The rules of those files that are the same on both sides and whose bytes are `wanted`."""
    contents = zip(side.same, side.target.tree.read(side.same), strict=True)
    found = [
        _unread(side.target, side.chosen, side.project, path, content)
        for path, content in contents
        if content and wanted(content)
    ]
    reads = list(_read_all(found, side.project, environments, jobs))
    files = tuple(file for read in reads for file in read.files)
    return Read(files, tuple(finding for read in reads for finding in read.findings))


def whole(sides: Sides, jobs: int = 1) -> Sides:
    """Both sides with all of their rules, those that are the same among them."""
    rest = read_same(sides.new, lambda _: True, sides.environments, jobs)
    old, new = (
        evolve(side, files=(*side.files, *rest.files), findings=(*side.findings, *rest.findings))
        for side in (sides.old, sides.new)
    )
    return evolve(sides, old=old, new=new)


@frozen
class _Differing:
    old: tuple[Unread, ...]
    new: tuple[Unread, ...]
    same: tuple[str, ...]

    @classmethod
    def of(
        cls, pair: tuple[Target, Target], chosen: tuple[Chosen, Chosen], projects: tuple[ProjectOf, ProjectOf]
    ) -> "_Differing":
        """The files that may have rules, apart: those of the same bytes are as good as not read."""
        keyed = [{target.key(path): path for path in chose.rules} for target, chose in zip(pair, chosen, strict=True)]
        old, new, same = list[Unread](), list[Unread](), list[str]()
        both = sorted(keyed[0].keys() & keyed[1].keys())
        readers = [pair[side].tree.read([keyed[side][key] for key in both]) for side in (0, 1)]
        as_before = projects[0].content == projects[1].content
        for key, ours, theirs in zip(both, *readers, strict=True):
            described = theirs is not None and _is_described(pair[1], projects[1], keyed[1][key], theirs)
            if ours == theirs and (as_before or not described):
                if theirs is not None and _is_of_concern(pair[1], projects[1], keyed[1][key], theirs):
                    same.append(keyed[1][key])
                continue
            both_sides = ((0, ours, old), (1, theirs, new))
            # Half a file may not look like one of rules any more.
            if any(_some(pair[n], chosen[n], projects[n], keyed[n][key], content) for n, content, _ in both_sides):
                for side, content, files in both_sides:
                    path = keyed[side][key]
                    files += (
                        [_unread(pair[side], chosen[side], projects[side], path, content)]
                        if content is not None
                        else []
                    )
        for side, files in ((0, old), (1, new)):
            alone = [keyed[side][key] for key in sorted(keyed[side].keys() - set(both))]
            for path, content in zip(alone, pair[side].tree.read(alone), strict=True):
                files += _some(pair[side], chosen[side], projects[side], path, content)
        return cls(tuple(old), tuple(new), tuple(same))


def _some(target: Target, chosen: Chosen, project: ProjectOf, path: str, content: bytes | None) -> list[Unread]:
    if content is None or not _is_of_concern(target, project, path, content):
        return []
    return [_unread(target, chosen, project, path, content)]


def _unread(target: Target, chosen: Chosen | None, project: ProjectOf, path: str, content: bytes) -> Unread:
    key = target.key(path)
    environment = environment_of(key, built=chosen is not None and chosen.built)
    described = _is_described(target, project, path, content)
    return Unread(key, target.tree.name(path), project.path(path), content, environment, described)


def _is_of_concern(target: Target, project: ProjectOf, path: str, content: bytes) -> bool:
    if target.is_file or _is_described(target, project, path, content):
        return True
    return looks_like_rules(content) and not is_descriptor(content)


def _is_described(target: Target, project: ProjectOf, path: str, content: bytes) -> bool:
    """Whether it is a descriptor of this project: there may be others' among its examples and tests."""
    return is_descriptor(content) and (target.is_file or project.content is None or project.describes(path))


def _side(
    target: Target,
    chosen: Chosen,
    project: ProjectOf,
    found: Sequence[Unread],
    same: tuple[str, ...],
    environments: Sequence[str],
    jobs: int,
) -> Side:
    reads = list(_read_all(found, project, environments, jobs))
    files = tuple(file for read in reads for file in read.files)
    findings = (*project.findings, *(finding for read in reads for finding in read.findings))
    broken = frozenset(one.key for one, read in zip(found, reads, strict=True) if read.broken)
    return Side(target, project, files, findings, broken, same, chosen)


def _read_all(found: Sequence[Unread], project: ProjectOf, environments: Sequence[str], jobs: int) -> Iterable[Read]:
    work = partial(read_file, project=project, environments=tuple(environments))
    return each(work, found, jobs if len(found) >= _SHARED else 1)


def _check_environments(names: Sequence[str], projects: Sequence[ProjectOf]) -> None:
    known: Mapping[str, None] = dict.fromkeys(one.name for of in projects for one in of.project.environments)
    for name in names:
        if name not in known:
            raise UsageError(f"the project has no environment {name!r}; there are: {', '.join(known)}")
