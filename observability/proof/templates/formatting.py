"""Values as Go's fmt package prints them."""

import math
import re
from collections.abc import Sequence
from decimal import Decimal

import orjson

from observability.proof.templates.data import TemplateError, Value

_VERB = re.compile(r"%(?P<flags>[-+# 0]*)(?P<width>\d*)(?:\.(?P<precision>\d*))?(?P<verb>.)", re.DOTALL)
_TYPES = {bool: "bool", int: "int", float: "float64", str: "string"}
# With exponents outside of these, %v turns to scientific notation, and so does %g without a precision.
_SMALLEST, _LARGEST = -4, 5


def shown(value: Value) -> str:
    """The value as `{{ . }}` prints it.

    Raises:
        TemplateError: one that we do not know how to print.
    """
    match value:
        case bool():
            return "true" if value else "false"
        case float():
            return number(value)
        case int() | str():
            return str(value)
        case dict():
            return f"map[{' '.join(f'{key}:{shown(value[key])}' for key in sorted(value))}]"
    raise TemplateError(f"a {type(value).__name__} printed as a whole")


def number(value: float) -> str:
    """A float as %v prints it: the shortest text that reads back as the same."""
    if math.isnan(value) or math.isinf(value):
        return {math.inf: "+Inf", -math.inf: "-Inf"}.get(value, "NaN")
    if value == 0:
        return "-0" if math.copysign(1, value) < 0 else "0"
    decimal = Decimal(repr(value)).normalize()
    if _SMALLEST <= decimal.adjusted() <= _LARGEST:
        return f"{decimal:f}"
    sign, digits, _ = decimal.as_tuple()
    mantissa = ".".join(filter(None, [str(digits[0]), "".join(map(str, digits[1:]))]))
    return f"{'-' if sign else ''}{mantissa}e{decimal.adjusted():+03d}"


def printf(form: str, values: Sequence[Value]) -> str:
    """Go's Sprintf.

    Raises:
        TemplateError: a verb that we do not know for its value, or not as many values as verbs.
    """
    rest = list(values)

    def verb(found: "re.Match[str]") -> str:
        if found["verb"] == "%":
            return "%"
        if not rest:
            raise TemplateError("printf with too few values")
        return _padded(found, _formatted(found, rest.pop(0)))

    text = _VERB.sub(verb, form)
    if rest:
        raise TemplateError("printf with too many values")
    return text


def _formatted(found: "re.Match[str]", value: Value) -> str:
    verb, precision = found["verb"], found["precision"]
    match verb, value:
        case "v", _:
            return shown(value)
        case "e" | "f" | "g" | "F" | "G" | "E", float():
            return _float(verb, precision, value)
        case "s", str():
            return value if precision is None else value[: int(precision or 0)]
        case "q", str():
            return orjson.dumps(value).decode()
        case "d", int() if not isinstance(value, bool):
            return str(value)
        case "t", bool():
            return shown(value)
    if verb in "sdefgtq" and type(value) in _TYPES:
        return f"%!{verb}({_TYPES[type(value)]}={shown(value)})"
    raise TemplateError(f"%{verb} in printf")


def _float(verb: str, precision: str | None, value: float) -> str:
    if math.isnan(value) or math.isinf(value) or (precision is None and verb == "g"):
        return number(value)
    return f"%.{6 if precision is None else int(precision or 0)}{verb}" % value


def _padded(found: "re.Match[str]", text: str) -> str:
    flags, width = found["flags"], int(found["width"] or 0)
    if "+" in flags and found["verb"] in "dfeg" and not text.startswith(("-", "+")):
        text = f"+{text}"
    if "-" in flags:
        return text.ljust(width)
    return text.zfill(width) if "0" in flags and found["verb"] in "dfeg" else text.rjust(width)
