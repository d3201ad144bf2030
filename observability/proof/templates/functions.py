"""The functions that templates of alerts can call, by name. Each gets its arguments in their order."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote_plus

from observability.proof.evaluator.relabeling import expand
from observability.proof.templates import humanizing
from observability.proof.templates.data import QuerySample, TemplateError, Value
from observability.proof.templates.formatting import printf, shown
from observability.rulefiles.durations import parse_duration

_BRACKETS = re.compile(r"\[(.*)\](?::(\d*))?")
_IP = re.compile(r"\d+\.\d+\.\d+\.\d+|[\da-fA-F]*:[\da-fA-F:.]+")


def truth(value: Value) -> bool:
    """What Go's `if` takes for true: all but zero, nothing and what is empty."""
    return bool(value)


def _same(first: Value, *others: Value) -> bool:
    return any(_comparable(first, other) and first == other for other in others)


def _comparable(left: Value, right: Value) -> bool:
    if type(left) is not type(right) or not isinstance(left, bool | int | float | str):
        raise TemplateError(f"{left!r} compared with {right!r}")
    return True


def _ordered(holds: Callable[[Value, Value], bool]) -> Callable[[Value, Value], bool]:
    return lambda left, right: _comparable(left, right) and holds(left, right)


def _index(value: Value, key: Value) -> Value:
    if isinstance(value, dict) and isinstance(key, str):
        return value.get(key, "")
    raise TemplateError("index of something else than labels")


def _first(samples: Value) -> Value:
    if isinstance(samples, list) and len(samples) == 1:
        return samples[0]
    raise TemplateError("first of none or of several samples, whose order is not known")


def _sample(sample: Value) -> QuerySample:
    if not isinstance(sample, QuerySample):
        raise TemplateError("a sample that is none")
    return sample


def _split(address: str) -> tuple[str, str]:
    """Host and port; no port where there is none."""
    host, colon, port = address.rpartition(":")
    bracketed = _BRACKETS.fullmatch(address)
    if bracketed and bracketed[2] is not None:
        return bracketed[1], bracketed[2]
    return (host, port) if colon and ":" not in host and "[" not in host else (address, "")


def _strip_port(address: str) -> str:
    host, port = _split(address)
    return host if port or address.endswith(":") else address


def _strip_domain(address: str) -> str:
    host, port = _split(address)
    if _IP.fullmatch(host):
        return address
    name = host.split(".")[0]
    return f"{name}:{port}" if port else name


def _title(text: str) -> str:
    if "'" in text:
        raise TemplateError("title of a text with an apostrophe, which the versions of Prometheus treat differently")
    return re.sub(r"[^\W_]+", lambda word: word[0][:1].upper() + word[0][1:], text)


def _replaced(pattern: str, replacement: str, text: str) -> str:
    return re.sub(pattern, lambda found: expand(found, replacement), text)


def _link(tab: int) -> Callable[[str], str]:
    return lambda expr: f"/graph?g0.expr={quote_plus(expr)}&g0.tab={tab}"


FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "humanize": humanizing.humanize,
    "humanize1024": humanizing.humanize_1024,
    "humanizePercentage": humanizing.humanize_percentage,
    "humanizeDuration": humanizing.humanize_duration,
    "humanizeTimestamp": humanizing.humanize_timestamp,
    "parseDuration": lambda text: float(parse_duration(text).seconds),
    "title": _title,
    "toUpper": str.upper,
    "toLower": str.lower,
    "match": lambda pattern, text: re.search(pattern, text) is not None,
    "reReplaceAll": _replaced,
    "stripPort": _strip_port,
    "stripDomain": _strip_domain,
    "graphLink": _link(0),
    "tableLink": _link(1),
    "safeHtml": str,
    "urlQueryEscape": quote_plus,
    "urlquery": quote_plus,
    "printf": lambda form, *values: printf(form, values),
    "print": shown,
    "len": lambda value: len(value.encode() if isinstance(value, str) else value),
    "index": _index,
    "eq": _same,
    "ne": lambda left, right: not _same(left, right),
    "lt": _ordered(lambda left, right: left < right),
    "le": _ordered(lambda left, right: left <= right),
    "gt": _ordered(lambda left, right: left > right),
    "ge": _ordered(lambda left, right: left >= right),
    "not": lambda value: not truth(value),
    "and": lambda *values: next((value for value in values if not truth(value)), values[-1]),
    "or": lambda *values: next((value for value in values if truth(value)), values[-1]),
    "first": _first,
    "value": lambda sample: _sample(sample).value,
    "label": lambda name, sample: _sample(sample).labels.get(name, ""),
    "strvalue": lambda sample: _sample(sample).labels.get("__value__", ""),
    "sortByLabel": lambda name, samples: sorted(samples, key=lambda sample: _sample(sample).labels.get(name, "")),
}
