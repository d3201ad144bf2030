"""Finds where rules are, of whatever kind: descriptors, folders that a build made, rule files of anybody."""

from collections.abc import Sequence
from pathlib import Path

from attrs import evolve, field, frozen

from observability.exceptions import InputError
from observability.model.artifact import Source
from observability.workspace.builds import is_built
from observability.workspace.descriptors import is_descriptor
from observability.workspace.locate import PROJECT_FILE, Workspace, locate, repository_root
from observability.workspace.outputs import find_output
from observability.workspace.reading import read_output
from observability.workspace.search import find_rule_files
from observability.workspace.services import read_services


@frozen
class RuleSources:
    """Descriptors, and files with rules in them, sorted; `names` are what messages call these."""

    services: tuple[Source, ...] = ()
    rules: tuple[Path, ...] = ()
    names: tuple[str, ...] = field(factory=tuple)


def locate_rules(paths: Sequence[Path]) -> Workspace:
    """The repository that the rules at `paths` link into: their project's, else that of the current folder.

    Raises:
        InputError: a path is not there, or the project file cannot be read.
        UsageError: the paths belong to different projects.
    """
    found = locate(paths)
    if not found.has_project and not found.findings:
        here = locate((Path(),))
        # Rules of elsewhere may link into the repository that this is run in.
        root = here.root if here.has_project else repository_root(Path.cwd())
        found = evolve(here, root=root, paths=found.paths)
    if found.findings:
        raise InputError(found.findings)
    return found


def read_rule_sources(found: Workspace, paths: Sequence[Path], globs: Sequence[str]) -> RuleSources:
    """What is at `paths`. A folder stands for the project's descriptors in it, else for the rule files below it.

    Raises:
        InputError: something cannot be read, or nothing is there.
    """
    described, rules = list[Path](), set[Path]()
    for path in paths:
        if is_built(path) and not (path / PROJECT_FILE).exists():
            rules.update(file for folder in find_output([path]) for file in folder.rules)
        elif _is_described(found, path, globs):
            described.append(path)
        else:
            rules.update(find_rule_files([path]))
    files = tuple(sorted(rules))
    services = _services(found, described, globs) if described else ()
    return RuleSources(services, files, tuple(_name(path, found.root) for path in files))


def _is_described(found: Workspace, path: Path, globs: Sequence[str]) -> bool:
    if path.name == PROJECT_FILE:
        return True
    if not path.is_dir():
        return is_descriptor(read_output(path))
    reading = read_services(evolve(found, paths=locate([path]).paths), globs)
    return any(is_descriptor(source.text) for source in reading.services)


def _services(found: Workspace, paths: Sequence[Path], globs: Sequence[str]) -> tuple[Source, ...]:
    reading = read_services(evolve(found, paths=locate(paths).paths), globs)
    if reading.findings:
        raise InputError(reading.findings)
    return reading.services


def _name(path: Path, root: Path) -> str:
    """As all else in the repository, where it is in there."""
    real = path.parent.resolve() / path.name
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else str(path)
