"""Deep merge: maps merge, lists and scalars replace, an explicit null removes."""

from typing import Any

from observability.descriptor.yaml.marks import YamlMap


def merge(base: YamlMap, over: YamlMap) -> YamlMap:
    """`base` with `over` laid on it; neither changes. Each value keeps the mark of where it was written."""
    result = YamlMap(base.start)
    result.end = base.end
    for layer in (base, over):
        result.keys_at.update(layer.keys_at)
        result.values_at.update(layer.values_at)
        result.broken |= layer.broken
    result.update(base)
    for key, value in over.items():
        _lay(result, key, value)
    return result


def _lay(result: YamlMap, key: str, value: Any) -> None:
    below = result.get(key)
    result.broken.discard(key)
    if value is None:
        result.pop(key, None)
        result.removed[key] = result.values_at[key]
    elif isinstance(below, YamlMap) and isinstance(value, YamlMap):
        result[key] = merge(below, value)
    else:
        result[key] = value
