"""Labels of a sample: sorted pairs, so that they compare and hash."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

NAME = "__name__"
BUCKET = "le"

Labels = tuple[tuple[str, str], ...]


def labels_of(mapping: Mapping[str, str]) -> Labels:
    """The pairs, sorted; a label with an empty value is a label that is not there."""
    return tuple(sorted((name, value) for name, value in mapping.items() if value))


def labels_of_series(metric: str, labels: Mapping[str, str]) -> Labels:
    """The labels of a series of this name."""
    return labels_of({**labels, NAME: metric})


@lru_cache(maxsize=16384)
def without(labels: Labels, names: tuple[str, ...]) -> Labels:
    """All labels but those of these names, and but the metric's name."""
    return tuple(pair for pair in labels if pair[0] != NAME and pair[0] not in names)


@lru_cache(maxsize=16384)
def only(labels: Labels, names: tuple[str, ...]) -> Labels:
    """The labels of these names."""
    return tuple(pair for pair in labels if pair[0] in names)


def value_of(labels: Labels, name: str) -> str:
    """The label's value; empty where there is none."""
    for key, value in labels:
        if key == name:
            return value
    return ""


def with_values(labels: Labels, changes: Iterable[tuple[str, str]]) -> Labels:
    """The labels with others in the place of those of the same name; an empty value takes a label away."""
    return _with(labels, tuple(changes))


@lru_cache(maxsize=16384)
def _with(labels: Labels, changes: Labels) -> Labels:
    return labels_of({**dict(labels), **dict(changes)})
