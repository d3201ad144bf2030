"""Another function, or none."""

from collections.abc import Iterator

from attrs import evolve

from observability.promql.tree import Call, Matrix, Node, Number, String, Subquery

KIND = "function"

_OTHERS = {
    "rate": ("increase", "irate"),
    "increase": ("rate",),
    "irate": ("rate",),
    "delta": ("increase",),
    "deriv": ("rate",),
    "changes": ("resets",),
    "resets": ("changes",),
    "avg_over_time": ("max_over_time", "min_over_time"),
    "max_over_time": ("min_over_time", "avg_over_time"),
    "min_over_time": ("max_over_time", "avg_over_time"),
    "sum_over_time": ("avg_over_time", "max_over_time"),
    "last_over_time": ("max_over_time",),
    "count_over_time": ("sum_over_time",),
    "ceil": ("floor",),
    "floor": ("ceil",),
    "clamp_min": ("clamp_max",),
    "clamp_max": ("clamp_min",),
    "histogram_count": ("histogram_sum",),
    "histogram_sum": ("histogram_count",),
}
# What is left when these are forgotten has another type, or is another expression altogether.
_KEPT = frozenset({"scalar", "vector", "histogram_quantile", "histogram_fraction", "absent", "time"})


def changes(node: Node, _above: Node | None) -> Iterator[tuple[str, Node]]:
    """One of its kind in its place; the samples themselves where it takes samples."""
    if not isinstance(node, Call):
        return
    for other in _OTHERS.get(node.function, ()):
        yield f"{node.function} becomes {other}", evolve(node, function=other)
    if node.arguments and node.function not in _KEPT | _OTHERS.keys():
        first = node.arguments[0]
        if not isinstance(first, Matrix | Subquery | Number | String):
            yield f"without {node.function}", first
