"""PrometheusRules of Kubernetes: where in a file they stand, and what of them Prometheus would read."""

import re
from collections.abc import Iterable, Iterator, Mapping

import yaml

from observability.rulefiles.document import UnreadableError, compose_all, fields, items, text

_MANIFEST = "PrometheusRule"
# Our own files have a kind too, but nobody would put them into a cluster.
_OURS = "observability/"
_BREAK = re.compile(r"\r\n|\r|\n")
# A key of groups that Thanos reads, and the operator takes away for Prometheus.
_OF_THANOS = "partial_response_strategy"

Fields = Mapping[str, yaml.Node]


def kinds(documents: Iterable[Fields]) -> tuple[str, ...]:
    """What the documents of a file are to Kubernetes, each once; nothing for what has no kind, or one of ours."""
    theirs = (one for one in documents if not text(one.get("apiVersion")).startswith(_OURS))
    return tuple(dict.fromkeys(kind for one in theirs if (kind := text(one.get("kind")))))


def rule_specs(documents: Iterable[Fields]) -> list[yaml.Node]:
    """The spec of every PrometheusRule, alone or in a List."""
    return [spec for document in documents for spec in _specs(document)]


def _specs(document: Fields) -> Iterator[yaml.Node]:
    kind = text(document.get("kind"))
    if kind == _MANIFEST and "spec" in document:
        yield document["spec"]
    elif kind.endswith("List"):
        yield from (spec for item in items(document.get("items")) for spec in _specs(fields(item)))


def plain_rule_files(path: str, content: bytes) -> list[bytes] | None:
    """Each PrometheusRule of a file as a rule file, every rule on the line and column where it stands.

    None for what has no manifests, and for what cannot be read: it is to be judged as it is.
    """
    try:
        documents = list(map(fields, compose_all(path, content))) if b"kind" in content else []
    except UnreadableError:
        return None
    if not kinds(documents):
        return None
    lines = _lines(content.decode())
    return [_cut(lines, spec).encode() for spec in rule_specs(documents)]


def _lines(content: str) -> list[str]:
    ends = [found.end() for found in _BREAK.finditer(content)]
    return [content[start:end] for start, end in zip([0, *ends], [*ends, len(content)], strict=True)]


def _cut(lines: list[str], spec: yaml.Node) -> str:
    blank = list(lines)
    for group in items(fields(spec).get("groups")):
        for key, value in group.value if isinstance(group, yaml.MappingNode) and not group.flow_style else ():
            if key.value == _OF_THANOS:
                _blank(blank, key.start_mark, value.end_mark)
    start, end = spec.start_mark, spec.end_mark
    whole = [*blank[: end.line], blank[end.line][: end.column]] if end.line < len(blank) else blank
    first = " " * start.column + whole[start.line][start.column :]
    return "\n" * start.line + first + "".join(whole[start.line + 1 :])


def _blank(lines: list[str], start: yaml.Mark, end: yaml.Mark) -> None:
    line = lines[start.line]
    lines[start.line] = line[: start.column] + " " * (end.column - start.column) + line[end.column :]
