"""Mends what is sure: the characters of a fix change, all others stay; and the rules must mean what they should."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from attrs import evolve, frozen

from observability import workspace
from observability.lint.expressions.dot_star import asks_nothing
from observability.lint.expressions.plain_regex import plainest
from observability.lint.placing import Edit
from observability.model.location import NOWHERE
from observability.model.rule import Rule
from observability.model.selector import Selector
from observability.promql import tree_of
from observability.promql.tree import Node, Vector, below, with_below
from observability.rulefiles import RuleFile, Source, read_rules


@frozen
class Fixed:
    """What was mended in a file, in the order of its lines."""

    path: str
    edits: tuple[Edit, ...]


def fix(path: Path, name: str, edits: Sequence[Edit]) -> Fixed | None:
    """Mend a file in place, whole or not at all. None where the result would not mean the same.

    Raises:
        InputError: it cannot be read or written.
    """
    before = workspace.read_output(path)
    source = Source.of(before)
    if source is None:
        return None
    apart = _apart(edits)
    bom = before[:3] if before.startswith(b"\xef\xbb\xbf") else b""
    after = bom + _applied(source.text, apart).encode()
    if not _same(read_rules(name, before).file, read_rules(name, after).file):
        return None
    workspace.replace(path, after)
    return Fixed(name, tuple(apart))


def _apart(edits: Iterable[Edit]) -> list[Edit]:
    """Those that do not overlap, by place; several rules may share a value by an anchor."""
    found: list[Edit] = []
    for edit in sorted(set(edits), key=lambda edit: (edit.start, edit.end)):
        if not found or edit.start >= found[-1].end:
            found.append(edit)
    return found


def _applied(text: str, edits: Sequence[Edit]) -> str:
    for edit in reversed(edits):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _same(before: RuleFile, after: RuleFile) -> bool:
    """Whether all rules mean the same, group by group."""
    groups = [[evolve(group, rules=(), origin=NOWHERE) for group in file.groups] for file in (before, after)]
    try:
        return groups[0] == groups[1] and list(map(_meaning, before.rules)) == list(map(_meaning, after.rules))
    except ValueError:  # no PromQL any more
        return False


def _meaning(rule: Rule) -> object:
    return evolve(rule, expr="", origin=NOWHERE), _plain(tree_of(rule.expr))


def _plain(node: Node) -> Node:
    """The tree with each matcher in the one form that stands for all that mean the same."""
    if isinstance(node, Vector):
        matchers = tuple(plainest(one) for one in node.selector.matchers if not asks_nothing(one))
        return evolve(node, selector=Selector(node.selector.metric, matchers))
    return with_below(node, tuple(map(_plain, below(node))))
