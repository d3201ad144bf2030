"""A push for programs: one JSON document of a versioned shape.

{"version": 1, "server", "dry_run", "stopped", "unchanged", "folders": [title], "unsure": [file], "unsent": [file],
"dashboards": [{"deed", "title", "file", "folder", "changes": [line]}], "findings": as in `report.as_json`}

Of what is removed, `file` is the uid. `stopped` says why it ended early, and is empty where it did not.
"""

from typing import Any

import orjson

from observability.delivering.outcome import Done
from observability.delivering.output.told import Told, changes
from observability.report.as_json import finding, utf8

NAME = "json"
_VERSION = 1


def render(told: Told) -> str:
    """The document, indented."""
    pushed = told.pushed
    document = {
        "version": _VERSION,
        "server": utf8(told.server),
        "dry_run": told.dry,
        "stopped": utf8(pushed.stopped),
        "unchanged": pushed.unchanged,
        "folders": list(map(utf8, pushed.folders)),
        "dashboards": list(map(_done, told.done)),
        "unsure": [utf8(built.path) for built in pushed.unsure],
        "unsent": [utf8(built.path) for built in pushed.unsent],
        "findings": list(map(finding, pushed.problems)),
    }
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _done(done: Done) -> dict[str, Any]:
    return {
        "deed": done.deed,
        "title": utf8(done.name),
        "file": utf8(done.where),
        "folder": utf8(done.folder),
        "changes": list(map(utf8, changes(done))),
    }
