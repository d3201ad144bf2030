"""Several series where an aggregation makes one of them, and the label in which they differ."""

import re
from collections.abc import Mapping, Sequence

from observability.promql.families import COUNTING
from observability.promql.tree import Aggregation
from observability.proof.evaluator.labels import BUCKET, NAME, Labels, value_of, with_values
from observability.proof.series.occurrences import Occurrence, compares

# Labels in which series of the same kind usually differ, the likeliest first.
_USUAL = ("instance", "pod", "device")


def spread(labels: Labels, readers: Sequence[Occurrence], renamed: Mapping[str, str]) -> str:
    """A label in which series of these labels can differ and be aggregated, or empty.

    `renamed` are the labels that `label_replace` looks at, with what it makes of them.
    """
    return next((label for reader in readers if (label := _spread(labels, reader, readers, renamed))), "")


def is_counted(reader: Occurrence) -> bool:
    """Whether it is how many series there are that matters, and not how many values."""
    if any(node.operator == "count_values" for node in reader.aggregations):
        return False
    return any(node.operator in COUNTING or compares(node.expr) for node in reader.aggregations)


def numbered(value: str, number: int) -> str:
    """The value of the label in which series differ, for the one of this number; the first has it as it is."""
    if number == 1:
        return value
    return re.sub(r"\d", str(number), value, count=1) if re.search(r"\d", value) else f"{value}-{number}"


def _spread(labels: Labels, reader: Occurrence, readers: Sequence[Occurrence], renamed: Mapping[str, str]) -> str:
    """A label that an aggregation takes away and in which two series can differ."""
    # What `label_replace` makes of another label does not differ by itself.
    made = set(renamed.values()) - set(renamed)
    names = [name for name, _ in labels if name not in {NAME, BUCKET, *made}]
    apart = [name for name in names if all((name in join.labels) is join.within for join in reader.joins)]
    usual = [name for name in _USUAL if name in apart]
    for depth in _by_weight(reader.aggregations):
        for name in dict.fromkeys([*usual, *apart]):
            if _goes(reader.aggregations, depth, renamed.get(name, name)):
                other = with_values(labels, [(name, numbered(value_of(labels, name), 2))])
                if all(reader.means(other) for reader in readers):
                    return name
    return ""


def _by_weight(aggregations: Sequence[Aggregation]) -> list[int]:
    """The outermost that counts, then from the innermost outwards."""
    counts = [depth for depth, node in enumerate(aggregations) if node.operator in COUNTING]
    return [*counts[:1], *reversed(range(len(aggregations)))]


def _goes(aggregations: Sequence[Aggregation], depth: int, label: str) -> bool:
    """Whether it is there up to this aggregation, and goes there."""
    return _takes_away(aggregations[depth], label) and not any(_takes_away(n, label) for n in aggregations[depth + 1 :])


def _takes_away(node: Aggregation, label: str) -> bool:
    return (label in node.labels) is node.without
