"""Whether all tests that the build left are there, and as it left them; and whether there are any that nobody runs.

Of a test that is gone, or looks at less than it did, promtool has nothing to say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby
from pathlib import Path

from observability import workspace
from observability.findings import Finding, Location, Severity
from observability.model import layout
from observability.parallel import batches, each
from observability.report import number
from observability.verifier.parts import COPY, Part
from observability.verifier.tested.copies import about, by_text, groups_of
from observability.verifier.tested.selection import place
from observability.workspace import OutputFolder

_AGAIN = "run `observability build`, which makes it anew"
_CLEARED = "remove it, and run `observability build`, which makes it anew"
_STRANGE = "remove it, or build the service again"
_RULES = "run `observability build`, which makes them"
# What these say of a file says also that somebody changed it.
_STRUCTURAL = frozenset(
    {"lost-rules", "several-rules", "unordered-groups", "unknown-alert", "empty-test", "stale-test", "test-file"}
)
# To share them out is worth it from so many files on.
_BATCH = 500
# So many are named; of more, how many there are.
_FEW = 3


def kept(folder: OutputFolder, parts: Sequence[Part], jobs: int, told: Sequence[Finding] = ()) -> list[Finding]:
    """What is wrong with the files of tests of a built folder, and with the rule files that they are about.

    Without the build's manifest, as in a copy of the folder alone, only tests of nobody are known.
    Of a file that is no test, which is `told` already, it is not said that it was changed.
    """
    if folder.root is None or folder.tests_root is None:
        return []
    rules = _rules(parts)
    tests = workspace.left(folder.root, layout.TESTS)
    there = set(folder.tests)
    gone = [path for path in tests if path not in there]
    left = tests | (workspace.left(folder.root, layout.RULES) if tests else {})
    looked_at = [(path, sha) for path, sha in left.items() if path in there or path in folder.rules]
    broken = _broken(told)
    altered = chain.from_iterable(each(workspace.altered, batches(looked_at, _BATCH), jobs))
    return [
        *_gone(folder.tests_root, gone, rules),
        *(_altered(folder.tests_root, path, rules) for path in altered if _test_of(path) not in broken),
        *unrun(folder.tests_root, folder.tests, parts),
    ]


def unrun(root: Path, tests: Iterable[Path], parts: Sequence[Part]) -> Iterator[Finding]:
    """Which of these tests nobody runs, as there are no rules of their service."""
    rules, known = _rules(parts), {name for part in parts if part.catalog for name in part.catalog["services"]}
    for service, found in _by_service(root, [path for path in tests if not path.name.endswith(COPY)]):
        if service not in rules:
            others = f" (nor {number('other', len(found) - 1)})" if len(found) > 1 else ""
            message = f"{_named(root, found[0])} is not run{others}: the build has no rules of {service}"
            hint = _RULES if service in known else _STRANGE
            yield Finding("stray-test", message, Location(str(found[0])), hint=hint)


def _rules(parts: Sequence[Part]) -> Mapping[str, Path]:
    """The rule files of services that have one."""
    return {name: part.rules[0] for part in parts if part.catalog and part.rules for name in part.catalog["services"]}


def _broken(told: Sequence[Finding]) -> set[str]:
    """The files of tests that show nothing, by what is told of them, or not what they should."""
    return {finding.where for finding in told if finding.check in _STRUCTURAL}


def _test_of(path: Path) -> str:
    """The file of tests that a copy of rules belongs to, or the file itself."""
    return str(path.with_name(f"{path.name.removesuffix(COPY)}.yaml") if path.name.endswith(COPY) else path)


def _gone(root: Path, gone: Sequence[Path], rules: Mapping[str, Path]) -> Iterator[Finding]:
    """Service by service. Of a copy whose tests are there these tell."""
    lost = [path for path in gone if not path.name.endswith(COPY)]
    for service, found in _by_service(root, lost):
        where = Location(str(rules[service])) if service in rules else Location(str(root))
        for path in found if len(found) <= _FEW else ():
            taken = workspace.is_taken(path)
            how = "is no file any more" if taken else "is gone, which the build left there"
            message = f"{_named(root, path)} {how}: what it showed is not shown"
            yield Finding("lost-test", message, where, where=str(path), hint=_CLEARED if taken else _AGAIN)
        if len(found) > _FEW:
            names = ", ".join(_named(root, path) for path in found[:_FEW])
            message = f"{len(found)} files of tests of {service} are gone, which the build left there: {names}, ..."
            yield Finding("lost-test", message, where, where=str(root), hint="run `observability build`")


def _altered(root: Path, path: Path, rules: Mapping[str, Path]) -> Finding:
    is_test = path.is_relative_to(root)
    service = place(root, path)[0] if is_test else ""
    where = _place(root, path, rules[service]) if service in rules else Location(str(path))
    plain = workspace.is_plain_file(path)
    how = "is not as the build left it" if plain else "is a link, where the build left a file"
    if is_test:
        message = f"{_named(root, path)} {how}: it may show less than it did"
        return Finding("changed-test", message, where, where=str(path), hint=_AGAIN if plain else _CLEARED)
    hint = "what is changed here is lost with the next build: change the descriptor"
    return Finding("changed-rules", f"its file of rules {how}", where, Severity.WARNING, hint=hint)


def _place(root: Path, path: Path, rules: Path) -> Location:
    """The alert that a file of tests is about, or the service."""
    return about(path.relative_to(root).as_posix(), (), by_text(groups_of(rules)).values(), rules)


def _by_service(root: Path, paths: Iterable[Path]) -> list[tuple[str, list[Path]]]:
    ordered = sorted((place(root, path)[0], path) for path in paths)
    return [(service, [path for _, path in found]) for service, found in groupby(ordered, key=lambda pair: pair[0])]


def _named(root: Path, path: Path) -> str:
    return f"tests/{path.relative_to(root).as_posix()}"
