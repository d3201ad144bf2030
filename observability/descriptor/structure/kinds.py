"""Whether a document is of the kind that is asked for."""

from typing import Any, TypeGuard

from observability.descriptor.report import Report
from observability.descriptor.schema import KINDS
from observability.descriptor.structure.described import described
from observability.descriptor.suggest import suggestion
from observability.descriptor.yaml.marks import YamlMap


def is_a(kind: str, data: Any, report: Report) -> TypeGuard[YamlMap]:
    """Whether the document wants to be of this kind; else that is reported. Without a kind it is taken at its word."""
    if isinstance(data, YamlMap):
        return _wants_to_be(kind, data, report)
    if data is not None:
        message = f"this is {described(data)}, not a map"
        report.add("type", message, (1, 1), hint="start with apiVersion, kind, metadata")
    return False


def _wants_to_be(kind: str, data: YamlMap, report: Report) -> bool:
    said = data.get("kind", kind)
    if said != kind:
        hint = f"write kind: {kind}" if said in KINDS else suggestion(str(said), KINDS)
        report.add("kind", f"this is {described(said)}, not {kind}", data.values_at["kind"], "kind", hint)
    return bool(said == kind)
