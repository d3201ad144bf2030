"""Which files of a tree have rules, descriptors or dashboards."""

import posixpath
import re
from collections.abc import Iterable, Sequence

from attrs import frozen

from observability import workspace
from observability.model import layout
from observability.reviewing.targets import Target

_DASHBOARD = ".json"
_RULE_WORDS = (b"alert", b"record")
_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t]*(?:#[^\n]*|---[^\n]*)?\r?\n)*[\"']?groups[\"']?[ \t]*:")
_CONFLICT = re.compile(rb"^(?:<{7}|>{7}) ", re.MULTILINE)


@frozen
class Chosen:
    """`rules` may hold rules or a descriptor, which only their content tells. `built`: they are of a build's output."""

    rules: tuple[str, ...]
    dashboards: tuple[str, ...]
    built: bool


def choose(target: Target) -> Chosen:
    """What to read of a side. What a build made is read where it is asked for, and passed over among its sources."""
    held = [path for path in target.tree.paths if target.holds(path)]
    if target.is_file:
        return Chosen(tuple(held), (), built=False)
    environments = _environments(held)
    built = _is_built(target, environments, held)
    wanted = [path for path in held if _is_wanted(path, environments, built=built)]
    rules = tuple(
        path for path in wanted if path.endswith(layout.RULE_ENDINGS) and not path.endswith(workspace.PROJECT_FILE)
    )
    return Chosen(rules, tuple(path for path in wanted if path.endswith(_DASHBOARD)), built)


def looks_like_rules(content: bytes) -> bool:
    """Whether a file could be one of rules, or begins as one does: among others there may be any YAML."""
    if b"groups" not in content:
        return False
    return any(word in content for word in _RULE_WORDS) or _BEGINNING.match(content) is not None


def conflict_line(content: bytes) -> int:
    """The line of the first mark that a merge left; 0 without one."""
    found = _CONFLICT.search(content)
    return content.count(b"\n", 0, found.start()) + 1 if found else 0


def environment_of(key: str, built: bool) -> str:
    """The environment of a file of a build's output folder."""
    first, _, rest = key.partition("/")
    return first if built and rest.startswith("prometheus/") else ""


def _environments(held: Sequence[str]) -> frozenset[str]:
    """The folders that a build made, one an environment."""
    folders = {posixpath.dirname(path) for path in held if posixpath.basename(path) == layout.CATALOG}
    rules = {path.rpartition("prometheus/")[0].rstrip("/") for path in held if "prometheus/" in path}
    return frozenset(folders & rules)


def _is_built(target: Target, environments: Iterable[str], held: Sequence[str]) -> bool:
    if posixpath.join(target.inside, workspace.PROJECT_FILE) in held:
        return False
    return any(target.inside in (folder, posixpath.dirname(folder)) for folder in environments)


def _is_wanted(path: str, environments: Iterable[str], *, built: bool) -> bool:
    parts = path.split("/")
    if any(part.startswith(".") for part in parts):
        return False
    if built:
        return ("prometheus" in parts and "tests" not in parts) or "grafana" in parts
    return not any(path.startswith(f"{folder}/") for folder in environments)
