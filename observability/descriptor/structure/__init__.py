"""Checks a document's structure against the JSON Schema, and says in words what is wrong."""

from observability.descriptor.structure.kinds import is_a
from observability.descriptor.structure.validate import check_structure

__all__ = ["check_structure", "is_a"]
