"""Numbers made readable, after Prometheus's template functions."""

import math
from datetime import UTC, datetime, timedelta

from observability.proof.templates.data import TemplateError, Value

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_LONGEST = 2**63 - 1
_LATEST = _LONGEST / 1e9
_LARGE, _SMALL = ("k", "M", "G", "T", "P", "E", "Z", "Y"), ("m", "u", "n", "p", "f", "a", "z", "y")
_BINARY = tuple(f"{prefix}i" for prefix in ("k", "M", "G", "T", "P", "E", "Z", "Y"))


def to_float(value: Value) -> float:
    """A number, or a text that is one.

    Raises:
        TemplateError: it is neither.
    """
    try:
        if isinstance(value, float | int | str) and not isinstance(value, bool):
            return float(value)
    except ValueError:
        pass
    raise TemplateError(f"a number made of {value!r}")


def humanize(value: Value) -> str:
    """With metric prefixes: `1.234k`."""
    number = to_float(value)
    return _scaled(number, 1000, _LARGE) if abs(number) >= 1 else _small(number)


def humanize_1024(value: Value) -> str:
    """With binary prefixes: `1.5Mi`."""
    number = to_float(value)
    return _digits(number) if abs(number) <= 1 else _scaled(number, 1024, _BINARY)


def humanize_percentage(value: Value) -> str:
    """A share of 1 as a percentage."""
    return f"{_digits(to_float(value) * 100)}%"


def humanize_duration(value: Value) -> str:
    """Seconds as `1d 2h 3m 4s`."""
    number = to_float(value)
    if math.isnan(number) or math.isinf(number):
        return _digits(number)
    if abs(number) < 1:
        return f"{_small(number)}s"
    if abs(number) > _LONGEST:
        raise TemplateError("a duration that does not fit into Go's integers")
    sign, seconds = "-" if number < 0 else "", int(abs(number))
    minutes, hours, days = seconds // 60 % 60, seconds // 3600 % 24, seconds // 86400
    if not seconds // 60:
        return f"{sign}{_digits(abs(number))}s"
    parts = [f"{days}d", f"{hours}h", f"{minutes}m"][0 if days else 1 if hours else 2 :]
    return f"{sign}{' '.join([*parts, f'{seconds % 60}s'])}"


def humanize_timestamp(value: Value) -> str:
    """Seconds since 1970 as `1970-01-01 00:00:00 +0000 UTC`."""
    number = to_float(value)
    if math.isnan(number) or math.isinf(number):
        return _digits(number)
    if abs(number) > _LATEST:
        raise TemplateError("a time that does not fit into Go's nanoseconds")
    moment = _EPOCH + timedelta(milliseconds=math.floor(number * 1000))
    fraction = f"{moment.microsecond / 1e6:.6f}".rstrip("0").removeprefix("0").rstrip(".")
    return f"{moment:%Y-%m-%d %H:%M:%S}{fraction} +0000 UTC"


def _scaled(number: float, base: int, prefixes: tuple[str, ...]) -> str:
    prefix = ""
    if math.isinf(number):
        return _digits(number)
    for larger in prefixes:
        if abs(number) < base:
            break
        prefix, number = larger, number / base
    return _digits(number) + prefix


def _small(number: float) -> str:
    if number == 0 or math.isnan(number):
        return _digits(number)
    prefix = ""
    for smaller in _SMALL:
        if abs(number) >= 1:
            break
        prefix, number = smaller, number * 1000
    return _digits(number) + prefix


def _digits(number: float) -> str:
    if math.isnan(number) or math.isinf(number):
        return {math.inf: "+Inf", -math.inf: "-Inf"}.get(number, "NaN")
    return f"{number:.4g}"
