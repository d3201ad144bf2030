"""A dashboard without what a server adds to it, in one form for all who mean the same."""

import hashlib
from collections.abc import Mapping
from typing import Any

import orjson

# Where our mark stands in a dashboard's JSON. Grafana keeps what it does not know when it is sent by the API; who
# saves in the browser loses it, by which we know that somebody has.
MARK = "observability"
# What the server counts, and what it asks for a dashboard by.
_OF_THE_SERVER = frozenset({"id", "uid", "version", "iteration", MARK})
# A dashboard of ours has a dozen levels; nobody's text may use up our stack.
_DEEPEST = 100
# Up to here a float is one integer and no other.
_EXACT = 2**53


def canonical(dashboard: Mapping[str, Any]) -> dict[str, Any]:
    """The content alone. Null is what is not there, and 1.0 is 1: JSON of other languages comes back like that.

    Raises:
        ValueError: it is nested too deep to be a dashboard.
    """
    return {key: _plain(value, _DEEPEST) for key, value in dashboard.items() if _counts(key, value)}


def fingerprint(dashboard: Mapping[str, Any]) -> str:
    """16 hexadecimal digits: the same for the same content, whatever its order of keys.

    Raises:
        ValueError: it is nested too deep to be a dashboard.
    """
    content = orjson.dumps(canonical(dashboard), option=orjson.OPT_SORT_KEYS)
    return hashlib.sha256(content).hexdigest()[:16]


def _counts(key: str, value: Any) -> bool:
    return key not in _OF_THE_SERVER and value is not None


def _plain(value: Any, deepest: int) -> Any:
    # Most are texts and numbers, and a fleet has millions of them.
    if isinstance(value, str | int) or value is None:
        return value
    if not deepest:
        raise ValueError("is nested too deep to be a dashboard")
    match value:
        case dict():
            return {key: _plain(one, deepest - 1) for key, one in value.items() if one is not None}
        case list():
            return [_plain(one, deepest - 1) for one in value]
        case float() if value.is_integer() and abs(value) < _EXACT:
            return int(value)
    return value
