"""What each keyword of the schema refuses, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from observability.descriptor.repeatable import repeatable
from observability.descriptor.report import Report
from observability.descriptor.structure.described import described
from observability.descriptor.structure.elsewhere import elsewhere
from observability.descriptor.structure.examples import example, sample_of
from observability.descriptor.structure.place import Place
from observability.descriptor.structure.wrongtype import wrong_type
from observability.descriptor.suggest import meant, suggestion
from observability.descriptor.yaml.marks import YamlMap

if TYPE_CHECKING:
    from jsonschema import ValidationError


def _unknown_key(error: ValidationError, place: Place, report: Report) -> None:
    known = error.schema["properties"]  # type: ignore[index]  # additionalProperties: false stands in a map only
    for key in [key for key in place.value if key not in known]:
        at = place.value.keys_at[key]
        hint = elsewhere(place.path, key) or suggestion(key, known)
        if place.in_routing and not repeatable(key, known):
            report.add("unknown-key", "this key is unknown", at, place.path, hint)
        else:
            report.add("unknown-key", f"unknown key {key!r}", at, place.of(key), hint)
        place.value.discard(key)
        # What was meant is there, if badly: nobody is to miss it as well.
        if (near := meant(key, known)) and near not in place.value:
            place.value.broken.add(near)


def _missing_key(error: ValidationError, place: Place, report: Report) -> None:
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


def _constant(error: ValidationError, place: Place, report: Report) -> None:
    message = f"this is {described(place.value)}, not {error.validator_value}"
    report.add("invalid-value", message, place.mark, place.path, f"write {error.validator_value}")
    place.drop()


def _enumeration(error: ValidationError, place: Place, report: Report) -> None:
    message = (
        f"{place.value!r} is not known here" if isinstance(place.value, str) else f"this is {described(place.value)}"
    )
    allowed: Any = error.validator_value
    hint = suggestion(str(place.value), allowed)
    report.add("invalid-value", message, place.mark, place.path, hint)
    place.drop()


def _too_few(error: ValidationError, place: Place, report: Report) -> None:
    if isinstance(place.value, YamlMap) and place.value.broken:
        return  # what it had was reported, and dropped
    count, wanted = len(place.value), error.validator_value
    message = f"this has {count} of {wanted} entries" if count else "this is empty"
    report.add("invalid-value", message, place.mark, place.path, f"write at least {wanted}")
    place.drop()


def _no_text(error: ValidationError, place: Place, report: Report) -> None:
    report.add("invalid-value", "this is empty", place.mark, place.path, sample_of(error))
    place.drop()


def _too_many(error: ValidationError, place: Place, report: Report) -> None:
    message = f"this has {len(place.value)} entries, not {error.validator_value}"
    report.add("invalid-value", message, place.mark, place.path, sample_of(error))
    place.drop()


def _repeated(_error: ValidationError, place: Place, report: Report) -> None:
    twice = next(item for index, item in enumerate(place.value) if item in place.value[:index])
    report.add("invalid-value", f"{twice!r} stands here twice", place.mark, place.path, "write it once")
    place.drop()


# One sentence for each keyword of the schema that we validate with.
EXPLAIN: dict[str, Callable[[ValidationError, Place, Report], None]] = {
    "additionalProperties": _unknown_key,
    "const": _constant,
    "enum": _enumeration,
    "maxItems": _too_many,
    "minItems": _too_few,
    "minLength": _no_text,
    "minProperties": _too_few,
    "required": _missing_key,
    "type": wrong_type,
    "uniqueItems": _repeated,
}
