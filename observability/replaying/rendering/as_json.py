"""For programs: one document of a versioned shape, which `replay.schema.json` beside this file describes."""

from typing import Any

import orjson

from observability.replay.compare import Change
from observability.replay.outcome import Episode
from observability.replaying.rendering.words import link
from observability.replaying.replayed import Replay, Replayed, Side
from observability.report.as_json import utf8

NAME = "json"
_VERSION = 1


def render(replay: Replay) -> str:
    """The document, indented. Times are milliseconds since 1970, spans milliseconds."""
    return _dumped(_document(replay))


def added(text: str, replay: Replay) -> str:
    """Another document with the replay in it, under `replay`."""
    return _dumped({**orjson.loads(text), "replay": _document(replay)})


def _dumped(document: dict[str, Any]) -> str:
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(_utf8(document), option=options).decode()


def _document(replay: Replay) -> dict[str, Any]:
    return {
        "version": _VERSION,
        "server": replay.server,
        "since": replay.since,
        "until": replay.until,
        "unchanged": replay.unchanged,
        "samples": replay.samples,
        "notes": list(replay.notes),
        "alerts": [_alert(replay, one) for one in replay.alerts],
    }


def _alert(replay: Replay, one: Replayed) -> dict[str, Any]:
    changes = [_change(replay, one, change) for change in one.changes] if one.is_known else None
    return {"alert": one.name, "old": _side(one.old), "new": _side(one.new), "changes": changes}


def _side(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    origin = side.alert.origin
    return {
        "file": origin.file,
        "line": origin.line,
        "expression": side.expr,
        "interval": side.interval.milliseconds,
        "firings": side.outcome.firings if side.outcome else None,
        "firing": side.outcome.milliseconds if side.outcome else None,
        "failed": side.outcome.failed if side.outcome else None,
        "unknown": side.reason or None,
        "absent": [{"selector": one.selector, "others": one.others} for one in side.absent],
        "begins": dict(sorted(side.partial.items())),
        "written_out": list(side.written_out),
        "over_limit": side.outcome.over if side.outcome else None,
        "query_offset": side.query_offset.milliseconds if side.query_offset else 0,
    }


def _change(replay: Replay, one: Replayed, change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "labels": dict(change.labels),
        "old": [_episode(episode) for episode in change.old],
        "new": [_episode(episode) for episode in change.new],
        "link": link(replay, one, change),
    }


def _episode(episode: Episode) -> dict[str, Any]:
    return {
        "start": episode.start,
        "end": episode.end,
        "active": episode.active,
        "firing": episode.milliseconds,
        "cut": episode.is_cut,
    }


def _utf8(value: Any) -> Any:
    """The same with all of its texts as JSON can hold them."""
    match value:
        case str():
            return utf8(value)
        case list():
            return [_utf8(one) for one in value]
        case dict():
            return {_utf8(key): _utf8(one) for key, one in value.items()}
    return value
