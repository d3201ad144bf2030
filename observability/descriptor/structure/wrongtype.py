"""Values of another type than is wanted, and what their author may have meant."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from observability.descriptor.report import Report
from observability.descriptor.structure.described import described
from observability.descriptor.structure.examples import sample_of
from observability.descriptor.structure.place import Place
from observability.descriptor.values.quantities import is_duration, with_units
from observability.descriptor.yaml.scalars import written

if TYPE_CHECKING:
    from jsonschema import ValidationError

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


def wrong_type(error: ValidationError, place: Place, report: Report) -> None:
    """Report a value of another type than the schema wants, and drop it."""
    value: Any = error.validator_value
    types = value if isinstance(value, list) else [value]
    wanted = " or ".join(_NAMES[name] for name in types)
    said = described(place.value)
    hint = _with_a_unit(error, place) or _quoted(place, types) or sample_of(error) or _PLAINLY.get(types[0], "")
    if place.in_routing and len(written(place.value)) >= _LONG and not isinstance(place.value, dict | list):
        said, hint = "a single value", sample_of(error) or _PLAINLY.get(types[0], "")
    report.add("type", f"this is {said}, not {wanted}", place.mark, place.path, hint)
    place.drop()


def _with_a_unit(error: ValidationError, place: Place) -> str:
    """What a number most likely means where a text is wanted, and the schema's example of it is a duration."""
    examples: Any = error.schema.get("examples", ())  # type: ignore[union-attr]  # `type` stands in a map only
    text = next((example for example in examples if isinstance(example, str)), "")
    if isinstance(place.value, bool) or not isinstance(place.value, int | Decimal) or not is_duration(text):
        return ""
    return f"write {' or '.join(with_units(place.value, text)) or f'a number and a unit, as in {text}'}"


def _quoted(place: Place, wanted: Sequence[str]) -> str:
    value = place.value
    # Where a map would do as well, a text names a metric.
    if "string" in wanted and "object" not in wanted and not isinstance(value, dict | list | None):
        return f'put it into quotes: "{described(value).removeprefix("the number ")}"'
    return "write true or false" if "boolean" in wanted else ""
