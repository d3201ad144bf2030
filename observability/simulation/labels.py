"""Labels that a selector accepts, with values as people know them."""

from collections.abc import Sequence
from itertools import product

from observability.model.selector import Matcher, MatchOp, Selector
from observability.promql import accepts
from observability.proof.series.labelvalues import about
from observability.proof.series.regexes import texts
from observability.simulation.series import NAME

# What values of some labels usually look like; for others they are numbered.
_FAMILIAR = {
    "handler": ("/", "/cart", "/orders"),
    "route": ("/", "/cart", "/orders"),
    "path": ("/", "/cart", "/orders"),
    "endpoint": ("/", "/cart", "/orders"),
    "method": ("GET", "POST"),
    "code": ("200", "500", "404"),
    "status": ("200", "500", "404"),
    "status_code": ("200", "500", "404"),
    "instance": ("a:8080", "b:8080", "c:8080"),
    "device": ("sda", "nvme0n1", "eth0"),
    "mountpoint": ("/", "/var"),
    "fstype": ("ext4", "xfs"),
    "integration": ("email", "slack"),
    "region": ("eu", "us"),
    "zone": ("a", "b"),
    "queue": ("mail", "billing"),
}
_MOST = 3


def variants(selector: Selector, by: Sequence[str]) -> list[dict[str, str]]:
    """Labels that the selector accepts: some values for each label of `by` and for `instance`, one for all others."""
    open_labels = [*dict.fromkeys((*by, "instance"))]
    fixed = dict.fromkeys(matcher.label for matcher in selector.matchers if matcher.label not in open_labels)
    values = {label: accepted(label, selector)[:1] for label in fixed}
    values |= {label: accepted(label, selector)[: _MOST if label in by else 2] for label in open_labels}
    # A label without an accepted value must not be there.
    known = {label: found for label, found in values.items() if found}
    sets = (dict(zip(known, chosen, strict=True)) for chosen in product(*known.values()))
    return [{NAME: selector.metric, **labels} for labels in sets]


def accepted(label: str, selector: Selector) -> list[str]:
    """Values of a label that the selector accepts, the likeliest first."""
    asked = about(label, selector)
    found = [value for value in _candidates(label, asked) if all(accepts(matcher, value) for matcher in asked)]
    familiar = [value for value in found if value in _FAMILIAR.get(label, ())]
    return familiar or found


def others(labels: dict[str, str], narrow: Selector) -> dict[str, str] | None:
    """The labels, so that `narrow` does not accept them, by one that it asks about; None where it always does."""
    asked = [matcher for matcher in narrow.matchers if not accepts(matcher, labels.get(matcher.label, ""))]
    for matcher in asked or narrow.matchers:
        for value in _candidates(matcher.label, [matcher]):
            if not accepts(matcher, value):
                return {**labels, matcher.label: value}
    return None


def finds(selector: Selector, labels: dict[str, str]) -> bool:
    """Whether the selector accepts a series."""
    named = not selector.metric or labels.get(NAME) == selector.metric
    return named and all(accepts(matcher, labels.get(matcher.label, "")) for matcher in selector.matchers)


def _candidates(label: str, asked: Sequence[Matcher]) -> list[str]:
    equal = [matcher.value for matcher in asked if matcher.op is MatchOp.EQUAL and matcher.value]
    likely = [text for matcher in asked if matcher.op is MatchOp.REGEX for text in texts(matcher.value) if text]
    numbered = [f"{label}-{number}" for number in (1, 2, 3)]
    return list(dict.fromkeys([*equal, *_FAMILIAR.get(label, ()), *_familiar_first(likely), *numbered]))


def _familiar_first(likely: Sequence[str]) -> list[str]:
    # Of what a pattern matches, the numbers look most like what is out there: 500 for 5..
    return sorted(likely, key=lambda text: not text.isdigit())
