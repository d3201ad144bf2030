"""The reference of the language: each definition of the schema is a section, or a line among the values."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from observability.descriptor.schema import schema
from tools.docs.markdown import code, link, made_from, page, table

PATH = "docs/descriptor.md"

_INTRO = """\
# The descriptor

Every key of the two kinds of files: `kind: Service`, one file for each service, and `kind: Project`, the one
`observability.yaml` of a repository. `observability schema` prints the same as a JSON Schema; an editor with a YAML
language server completes and explains from it when the file's first line is

```yaml
# yaml-language-server: $schema=observability.schema.json
```

Unknown and duplicate keys are errors. Maps are by name, so an environment's differences are laid over the rest key by
key: maps merge, lists and single values replace, `null` removes."""

_ROOTS = ("Service", "Project")

Definition = dict[str, Any]
Definitions = dict[str, Definition]


def text() -> str:
    """The page."""
    definitions: Definitions = schema()["$defs"]
    order = list(dict.fromkeys(name for root in _ROOTS for name in (root, *_below(root, definitions))))
    sections = (_section(name, definitions) for name in order if "properties" in definitions[name])
    values = (_value(name, definitions) for name in sorted(order) if _is_value(definitions[name]))
    return page(
        made_from("the schema in `observability/descriptor/schemas`"),
        _INTRO,
        *sections,
        "## Values",
        table(("value", "written as", "what it is", "examples"), values),
    )


def _below(name: str, definitions: Definitions) -> Iterator[str]:
    """Every definition that one refers to, in reading order."""
    for referred in _references(definitions[name]):
        yield referred
        yield from _below(referred, definitions)


def _references(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        if "$ref" in node:
            yield _referred(node)
        for value in node.values():
            yield from _references(value)


def _referred(node: Definition) -> str:
    return str(node["$ref"]).rpartition("/")[2]


def _section(name: str, definitions: Definitions) -> str:
    definition = definitions[name]
    examples = "# or\n".join(map(_block, definition["examples"]))
    return page(
        f"## {_words(name)}",
        definition["description"],
        f"```yaml\n{examples}```",
        table(("key", "value", "what it is", "example"), _rows(definition, definitions)),
    )


def _rows(definition: Definition, definitions: Definitions, prefix: str = "") -> Iterator[tuple[str, ...]]:
    """A line for each key, those of maps without a section of their own below it."""
    for key, field in definition["properties"].items():
        required = key in definition.get("required", ())
        yield _row(prefix + key, field, definitions, required=required)
        yield from _nested(prefix + key, field, definitions)


def _nested(path: str, field: Definition, definitions: Definitions) -> Iterator[tuple[str, ...]]:
    entry = field.get("additionalProperties")
    if "properties" in field:
        yield from _rows(field, definitions, f"{path}.")
    elif isinstance(entry, dict) and "properties" in entry:
        yield from _rows(entry, definitions, f"{path}.NAME.")


def _row(path: str, field: Definition, definitions: Definitions, *, required: bool) -> tuple[str, ...]:
    full = {**definitions[_referred(field)], **field} if "$ref" in field else field
    notes = ["Required."] if required else []
    if "default" in full:
        notes.append(f"Default {code(_inline(full['default']))}.")
    return code(path), _type(field, definitions), " ".join([full["description"], *notes]), _examples(full, 1)


def _type(field: Definition, definitions: Definitions) -> str:
    if "$ref" not in field:
        return _written(field, definitions)
    name = _referred(field)
    target = definitions[name]
    if "properties" in target:
        return link(_words(name), _words(name))
    return link(_words(name), "Values") if _is_value(target) else _type(target, definitions)


def _written(field: Definition, definitions: Definitions) -> str:
    """A value in words: the words it can be, or its types and what it holds."""
    if "enum" in field or "const" in field:
        return ", ".join(code(value) for value in field.get("enum", [field.get("const")]))
    types = field["type"] if isinstance(field["type"], list) else [field["type"]]
    return " or ".join(_holding(kind, field, definitions) for kind in types)


def _holding(kind: str, field: Definition, definitions: Definitions) -> str:
    if kind == "array":
        return f"list of {_type(field['items'], definitions)}"
    if kind != "object":
        return kind
    entry = field.get("additionalProperties")
    return f"map by name of {_type(entry, definitions)}" if isinstance(entry, dict) else "map"


def _is_value(definition: Definition) -> bool:
    """Whether it has a line among the values: it is no section, and its name says more than its type."""
    section_or_other = "properties" in definition or "$ref" in definition
    return not section_or_other and definition.get("type") not in ("array", "boolean")


def _value(name: str, definitions: Definitions) -> tuple[str, ...]:
    definition = definitions[name]
    return _words(name), _written(definition, definitions), definition["description"], _examples(definition, 3)


def _examples(definition: Definition, most: int) -> str:
    return ", ".join(code(_inline(example)) for example in definition["examples"][:most])


def _block(value: Any) -> str:
    """The value as YAML on lines of its own."""
    return str(yaml.safe_dump(value, sort_keys=False, width=100)).removesuffix("...\n")


def _inline(value: Any) -> str:
    """The value as YAML on one line."""
    dumped = yaml.safe_dump(value, default_flow_style=True, sort_keys=False, width=10_000)
    return str(dumped).removesuffix("\n...\n").strip()


def _words(name: str) -> str:
    """`RedSignal` as a heading; `PromQL` stays as it is."""
    return re.sub(r"(?<=[a-z])([A-Z])(?=[a-z])", lambda match: f" {match[1].lower()}", name)
