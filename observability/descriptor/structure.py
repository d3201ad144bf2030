"""Checks a document's structure against the JSON Schema, and says in words what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeGuard

from observability.descriptor.elsewhere import elsewhere
from observability.descriptor.examples import example
from observability.descriptor.marks import Mark, YamlList, YamlMap
from observability.descriptor.quantities import is_duration, with_units
from observability.descriptor.repeatable import in_routing, repeatable
from observability.descriptor.report import Report
from observability.descriptor.schema import KINDS, shape
from observability.descriptor.suggest import suggestion

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator


def check_structure(data: YamlMap, kind: str, report: Report) -> None:
    """Report what the schema of `kind` refuses, and drop it from `data`, so that the rest can be read."""
    # All places are found before the first value is dropped: one value may have several errors.
    for error, place in [(error, _Place(data, error.absolute_path)) for error in _validator(kind).iter_errors(data)]:
        _EXPLAIN[str(error.validator)](error, place, report)


@cache
def _validator(kind: str) -> Validator:
    # Imported here: it takes a tenth of a second, which `--help` has not.
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend

    types = Draft202012Validator.TYPE_CHECKER.redefine("integer", lambda _, value: _is_whole(value))
    whole: Validator = extend(Draft202012Validator, type_checker=types)(shape(kind))  # type: ignore[no-untyped-call]  # theirs
    return whole


def _is_whole(value: Any) -> bool:
    """As draft 2020-12 has it: 5.0 is an integer. Its own check knows floats, and no Decimal."""
    if isinstance(value, Decimal):
        return value.is_finite() and value == value.to_integral_value()
    return isinstance(value, int) and not isinstance(value, bool)


class _Place:
    """Where in the document an error is: the nearest map above the value, the key there, and the mark."""

    def __init__(self, root: YamlMap, path: Sequence[str | int]) -> None:
        self.path = ".".join(map(str, path))
        self.map: YamlMap = root
        self.key: str | None = None
        self.mark: Mark = root.start
        value: Any = root
        for step in path:
            self._enter(value, step)
            value = value[step]
        self.value = value

    def _enter(self, value: Any, step: str | int) -> None:
        if isinstance(value, YamlMap):
            self.map, self.key = value, str(step)
            self.mark = value.values_at[self.key]
        elif isinstance(value, YamlList):
            self.mark = value.marks[int(step)]

    def drop(self) -> None:
        if self.key is not None:
            self.map.discard(self.key)

    def of(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key


def _unknown_key(error: ValidationError, place: _Place, report: Report) -> None:
    known = error.schema["properties"]  # type: ignore[index]  # additionalProperties: false stands in a map only
    for key in [key for key in place.value if key not in known]:
        at = place.value.keys_at[key]
        hint = elsewhere(place.path, key) or suggestion(key, known)
        if in_routing(place.path.split(".")) and not repeatable(key, known):
            report.add("unknown-key", "this key is unknown", at, place.path, hint)
        else:
            report.add("unknown-key", f"unknown key {key!r}", at, place.of(key), hint)
        place.value.discard(key)


def _missing_key(error: ValidationError, place: _Place, report: Report) -> None:
    # jsonschema reports each missing key by itself; the schema knows the key, the error only its message.
    required: Any = error.validator_value
    for key in required:
        if key in place.value or key in place.value.broken:
            continue
        at = place.value.removed.get(key, place.value.start)
        report.add("missing-key", f"{key} is missing", at, place.of(key), _written(error, key))
        place.value.broken.add(key)


def _written(error: ValidationError, key: str) -> str:
    wanted = error.schema["properties"][key]  # type: ignore[index]  # required stands beside properties
    if "const" in wanted:
        return f"write {key}: {wanted['const']}"
    sample = example(wanted)
    return f"write it, as in {key}: {sample}" if sample else ""


_NAMES = {
    "object": "a map",
    "array": "a list",
    "string": "text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
}


# So long are secrets: where receivers are, a value of so many characters is not repeated.
_LONG = 6
# Where the schema's example is too long for a message.
_PLAINLY = {"object": "write its keys below it, a line each", "array": "write its items in brackets"}


def _type(error: ValidationError, place: _Place, report: Report) -> None:
    value: Any = error.validator_value
    types = value if isinstance(value, list) else [value]
    wanted = " or ".join(_NAMES[name] for name in types)
    said = _described(place.value)
    hint = _with_a_unit(error, place) or _quoted(place, types) or _as_in(error) or _PLAINLY.get(types[0], "")
    if (
        in_routing(place.path.split("."))
        and len(str(place.value)) >= _LONG
        and not isinstance(place.value, dict | list)
    ):
        said, hint = "a single value", _as_in(error) or _PLAINLY.get(types[0], "")
    report.add("type", f"this is {said}, not {wanted}", place.mark, place.path, hint)
    place.drop()


def _described(value: Any) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case str():
            return f"the text {_short(value)!r}"
        case dict():
            return "a map"
        case list():
            return "a list"
        case _:
            return f"the number {value}"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}..."


def _with_a_unit(error: ValidationError, place: _Place) -> str:
    """What a number most likely means where a text is wanted, and the schema's example of it is a duration."""
    examples: Any = error.schema.get("examples", ())  # type: ignore[union-attr]  # `type` stands in a map only
    text = next((example for example in examples if isinstance(example, str)), "")
    if isinstance(place.value, bool) or not isinstance(place.value, int | Decimal) or not is_duration(text):
        return ""
    return f"write {' or '.join(with_units(place.value, text)) or f'a number and a unit, as in {text}'}"


def _as_in(error: ValidationError) -> str:
    schema: Any = error.schema
    sample = example(schema)
    return f"as in {sample}" if sample else ""


def _quoted(place: _Place, wanted: Sequence[str]) -> str:
    value = place.value
    # Where a map would do as well, a text names a metric.
    if "string" in wanted and "object" not in wanted and not isinstance(value, dict | list | None):
        return f'put it into quotes: "{_described(value).removeprefix("the number ")}"'
    return "write true or false" if "boolean" in wanted else ""


def _constant(error: ValidationError, place: _Place, report: Report) -> None:
    message = f"this is {_described(place.value)}, not {error.validator_value}"
    report.add("invalid-value", message, place.mark, place.path, f"write {error.validator_value}")
    place.drop()


def _enumeration(error: ValidationError, place: _Place, report: Report) -> None:
    message = (
        f"{place.value!r} is not known here" if isinstance(place.value, str) else f"this is {_described(place.value)}"
    )
    allowed: Any = error.validator_value
    hint = suggestion(str(place.value), allowed)
    report.add("invalid-value", message, place.mark, place.path, hint)
    place.drop()


def _too_few(error: ValidationError, place: _Place, report: Report) -> None:
    if isinstance(place.value, YamlMap) and place.value.broken:
        return  # what it had was reported, and dropped
    count, wanted = len(place.value), error.validator_value
    message = f"this has {count} of {wanted} entries" if count else "this is empty"
    report.add("invalid-value", message, place.mark, place.path, f"write at least {wanted}")
    place.drop()


def _no_text(error: ValidationError, place: _Place, report: Report) -> None:
    report.add("invalid-value", "this is empty", place.mark, place.path, _as_in(error))
    place.drop()


def _too_many(error: ValidationError, place: _Place, report: Report) -> None:
    message = f"this has {len(place.value)} entries, not {error.validator_value}"
    report.add("invalid-value", message, place.mark, place.path, _as_in(error))
    place.drop()


def _repeated(_error: ValidationError, place: _Place, report: Report) -> None:
    twice = next(item for index, item in enumerate(place.value) if item in place.value[:index])
    report.add("invalid-value", f"{twice!r} stands here twice", place.mark, place.path, "write it once")
    place.drop()


# One sentence for each keyword of the schema that we validate with.
_EXPLAIN: dict[str, Callable[[ValidationError, _Place, Report], None]] = {
    "additionalProperties": _unknown_key,
    "const": _constant,
    "enum": _enumeration,
    "maxItems": _too_many,
    "minItems": _too_few,
    "minLength": _no_text,
    "minProperties": _too_few,
    "required": _missing_key,
    "type": _type,
    "uniqueItems": _repeated,
}


def is_a(kind: str, data: Any, report: Report) -> TypeGuard[YamlMap]:
    """Whether the document wants to be of this kind; else that is reported. Without a kind it is taken at its word."""
    if isinstance(data, YamlMap):
        return _wants_to_be(kind, data, report)
    if data is not None:
        message = f"this is {_described(data)}, not a map"
        report.add("type", message, (1, 1), hint="start with apiVersion, kind, metadata")
    return False


def _wants_to_be(kind: str, data: YamlMap, report: Report) -> bool:
    said = data.get("kind", kind)
    if said != kind:
        hint = f"write kind: {kind}" if said in KINDS else suggestion(str(said), KINDS)
        report.add("kind", f"this is {_described(said)}, not {kind}", data.values_at["kind"], "kind", hint)
    return bool(said == kind)
