"""Names: of services, signals, teams, labels. They end up in paths, links and labels, so they are narrow."""

import re
from collections.abc import Iterable

from observability.descriptor.report import RefusedError
from observability.model import names
from observability.model.identity import slug

_LONGEST = 63
_NAME = re.compile(r"[a-z0-9]([-a-z0-9]*[a-z0-9])?", re.ASCII)
_METRIC = re.compile(r"[a-zA-Z_:][a-zA-Z0-9_:.]*", re.ASCII)
_LABEL = re.compile(r"[a-zA-Z_][a-zA-Z0-9_]*", re.ASCII)


def name(text: str) -> str:
    """A name of `a-z0-9-`.

    Raises:
        RefusedError: it is none; the hint says what could be meant.
    """
    if len(text) > _LONGEST:
        message = f"{text[:20]!r}... has {len(text)} characters, and a name has at most {_LONGEST}"
        raise RefusedError(message, "shorten it", "name")
    if not _NAME.fullmatch(text):
        near = slug(text)
        hint = "use lower-case letters, digits and hyphens" + (f", as in {near}" if near else "")
        raise RefusedError(f"{text!r} is not a name", hint, "name")
    return text


def service_name(text: str) -> str:
    """The name of a service.

    Raises:
        RefusedError: it is no name, or one that the generated files need.
    """
    if text == names.WATCHDOG_SERVICE:
        raise RefusedError("the name watchdog is taken by the alert that always fires", "choose another", "name")
    return name(text)


def label(text: str) -> str:
    """The name of a label, for a matcher.

    Raises:
        RefusedError: Prometheus knows no such label, or keeps it to itself.
    """
    if not _LABEL.fullmatch(text):
        raise RefusedError(f"{text!r} is not a label name", "use letters, digits and underscores", "label")
    if text.startswith("__"):
        raise RefusedError(
            f"the label {text!r} belongs to Prometheus", "labels with __ are gone after a scrape", "label"
        )
    return text


def free_label(text: str) -> str:
    """The name of a label that may stand on generated series and alerts.

    Raises:
        RefusedError: it is no label, or one of ours.
    """
    if label(text) in names.RESERVED_LABELS:
        raise RefusedError(f"the label {text!r} is one that the generated rules set", "choose another label", "label")
    return text


def free_labels(texts: Iterable[str]) -> tuple[str, ...]:
    """Several of them, in their order.

    Raises:
        RefusedError: one of them is refused.
    """
    return tuple(map(free_label, texts))


def metrics(texts: Iterable[str]) -> tuple[str, ...]:
    """Names of metrics, in their order.

    Raises:
        RefusedError: one of them is more than a name, or none.
    """
    for text in texts:
        if not _METRIC.fullmatch(text):
            raise RefusedError(f"{text!r} is not the name of a metric", "leave out braces and windows", "metric")
    return tuple(texts)
