"""What a template is given, and what can become of it."""

from collections.abc import Callable, Mapping
from typing import Any

from attrs import frozen


class TemplateError(Exception):
    """The template is wrong, or says more than we know; the text says what."""


@frozen
class QuerySample:
    """A sample that a template asked for with `query`."""

    labels: Mapping[str, str]
    value: float


@frozen
class Data:
    """An alert's sample: all its labels, the metric's name among them; its value; and the time in seconds."""

    labels: Mapping[str, str]
    value: float
    now: float = 0.0
    query: Callable[[str], list[QuerySample]] = lambda _: []


# float, int, str, bool, None, a mapping of labels, Data, QuerySample, or a list of those: what Go would hold in an any.
Value = Any
