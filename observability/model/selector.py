"""Which series: a metric name and matchers. The text of it is made by `promql`."""

from enum import StrEnum

from attrs import frozen


class MatchOp(StrEnum):
    """PromQL's four matcher operators."""

    EQUAL = "="
    NOT_EQUAL = "!="
    REGEX = "=~"
    NOT_REGEX = "!~"


@frozen(order=True, cache_hash=True)
class Matcher:
    """One condition on a label. `value` is the plain text; escaping is the builder's work."""

    label: str
    op: MatchOp
    value: str


@frozen(cache_hash=True)
class Selector:
    """An instant vector selector: `metric` and all its matchers, those of service and environment included."""

    metric: str
    matchers: tuple[Matcher, ...] = ()
