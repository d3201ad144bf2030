"""`label_replace` and `label_join`, and the labels that `absent` can know."""

import re
from functools import lru_cache

from observability.model.selector import MatchOp, Selector
from observability.promql.accepting import pattern
from observability.proof.evaluator.labels import NAME, Labels, labels_of, value_of, with_values
from observability.proof.evaluator.matching import Vector

# Go writes a group as $1, ${1} or ${name}.
_REFERENCE = re.compile(r"\$(?:\{(\w+)\}|(\w+)|(\$))")


def label_replace(vector: Vector, to: str, replacement: str, source: str, regex: str) -> Vector:
    """The label `to` of every sample whose label `source` matches the whole of `regex`."""
    return [(_replaced(labels, to, replacement, source, regex), value) for labels, value in vector]


def label_join(vector: Vector, to: str, separator: str, sources: tuple[str, ...]) -> Vector:
    """The label `to` of every sample: the values of others, one after the other."""
    joined = [separator.join(value_of(labels, source) for source in sources) for labels, _ in vector]
    return [(with_values(labels, [(to, text)]), value) for (labels, value), text in zip(vector, joined, strict=True)]


def known_labels(selector: Selector) -> Labels:
    """The labels of a series that is not there: those that the selector asks for by `=`, and only once."""
    asked = [matcher for matcher in selector.matchers if matcher.label != NAME]
    once = [matcher for matcher in asked if sum(other.label == matcher.label for other in asked) == 1]
    return labels_of({matcher.label: matcher.value for matcher in once if matcher.op is MatchOp.EQUAL})


# The same few series, at thousands of evaluations.
@lru_cache(maxsize=16384)
def _replaced(labels: Labels, to: str, replacement: str, source: str, regex: str) -> Labels:
    found = pattern(regex).fullmatch(value_of(labels, source))
    return with_values(labels, [(to, expand(found, replacement))]) if found else labels


def expand(found: "re.Match[str]", replacement: str) -> str:
    """A replacement as Go's regexp writes them; a group that is not there is empty."""

    def group(reference: "re.Match[str]") -> str:
        name = reference[1] or reference[2]
        if reference[3]:
            return "$"
        try:
            return found[int(name) if name.isdigit() else name] or ""
        except IndexError:
            return ""

    return _REFERENCE.sub(group, replacement)
