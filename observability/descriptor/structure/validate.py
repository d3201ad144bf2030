"""Every error of a document, found by jsonschema and told by us."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

from observability.descriptor.report import Report
from observability.descriptor.schema import shape
from observability.descriptor.structure.keywords import EXPLAIN
from observability.descriptor.structure.place import Place
from observability.descriptor.yaml.marks import YamlMap

if TYPE_CHECKING:
    from jsonschema.protocols import Validator


def check_structure(data: YamlMap, kind: str, report: Report) -> None:
    """Report what the schema of `kind` refuses, and drop it from `data`, so that the rest can be read."""
    # All places are found before the first value is dropped: one value may have several errors.
    found = [(error, Place(data, error.absolute_path)) for error in _validator(kind).iter_errors(data)]
    # Unknown keys come first, as what is missing may be what one of them was meant to be.
    for error, place in sorted(found, key=lambda one: one[0].validator != "additionalProperties"):
        EXPLAIN[str(error.validator)](error, place, report)


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
