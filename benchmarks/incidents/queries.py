"""Questions to promtool, which only compares: each has a wrong answer, and its refusal holds the right one."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

_BLOCK = re.compile(r'^\s+expr: (?P<expr>"(?:[^"\\]|\\.)*"), time: \S+\s+exp: .*\s+got: (?P<got>.*)$', re.MULTILINE)
_SAMPLE = re.compile(r"\{(?P<labels>[^}]*)\} (?P<value>[^\s,]+)")
_LABEL = re.compile(r'(\w+)="([^"]*)"')
_WRONG = [{"labels": '{asked="wrong"}', "value": 0}]


class Answer(NamedTuple):
    """One sample of an answer."""

    labels: Mapping[str, str]
    value: float


def questions(exprs: Sequence[str], second: int) -> list[Mapping[str, Any]]:
    """Entries of `promql_expr_test` that fail."""
    return [{"expr": expr, "eval_time": f"{second}s", "exp_samples": _WRONG} for expr in exprs]


def answers(said: str) -> Mapping[str, tuple[Answer, ...]]:
    """By expression, what promtool got."""
    return {json.loads(block["expr"]): tuple(_samples(block["got"])) for block in _BLOCK.finditer(said)}


def _samples(got: str) -> Iterator[Answer]:
    for sample in _SAMPLE.finditer(got):
        yield Answer(dict(_LABEL.findall(sample["labels"])), float(sample["value"]))
