"""A review for programs: one JSON document of a versioned shape, described by `review.schema.json` beside this file."""

from collections import Counter
from typing import Any

import orjson

from observability.findings import Finding
from observability.model.review import Action, Override
from observability.report.as_json import utf8
from observability.review.change import Change, Sensitivity
from observability.review.changed import Changed
from observability.review.reach import Reached
from observability.review.witness import Witness
from observability.reviewing.review import Reviewed

NAME = "json"
_VERSION = 1


def render(reviewed: Reviewed) -> str:
    """The document, indented."""
    document = {
        "version": _VERSION,
        "old": reviewed.old,
        "new": reviewed.new,
        "failed": reviewed.failed,
        "promtool": reviewed.confirmed,
        "summary": _summary(reviewed),
        "changes": [_changed(one) for one in reviewed.changed],
        "findings": [_finding(one) for one in reviewed.findings],
    }
    return orjson.dumps(_safe(document), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _summary(reviewed: Reviewed) -> dict[str, Any]:
    actions = Counter(one.verdict.action for one in reviewed.changed)
    weighed = Counter(one.sensitivity for one in reviewed.changed if one.is_alert)
    return {
        "actions": {str(action): actions[action] for action in Action},
        "alerts": {str(sensitivity): weighed[sensitivity] for sensitivity in Sensitivity},
    }


def _changed(changed: Changed) -> dict[str, Any]:
    return {
        "rule": "alert" if changed.is_alert else "recording",
        "name": changed.name,
        "old_name": changed.old.name if changed.old else "",
        "severity": changed.severity,
        "owner": changed.owner,
        "service": changed.placed.service,
        "environments": list(changed.environments),
        "old": changed.old.rule.origin.parts if changed.old else None,
        "new": changed.new.rule.origin.parts if changed.new else None,
        "sensitivity": str(changed.sensitivity),
        "action": str(changed.verdict.action),
        "events": list(map(str, changed.verdict.events)),
        "changes": list(map(_change, changed.changes)),
        "differs": list(map(_witness, changed.witnesses)),
        "not_told_apart": changed.unwitnessed,
        "readers": list(map(_reached, changed.reached)),
        "overrides": [_override(one, "valid") for one in changed.verdict.overrides]
        + [_override(one, "expired") for one in changed.verdict.expired],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": str(change.kind),
        "sensitivity": str(change.sensitivity),
        "reason": change.reason,
        "before": change.before,
        "after": change.after,
    }


def _witness(witness: Witness) -> dict[str, Any]:
    return {
        "sensitivity": str(witness.sensitivity),
        "input": witness.words,
        "at_seconds": witness.at / 1000,
        "confirmed": bool(witness.confirmed),
    }


def _reached(reached: Reached) -> dict[str, Any]:
    kind = "panel" if reached.panel else "alert" if reached.is_alert else "recording"
    return {
        "kind": kind,
        "name": reached.rule.name if reached.rule else reached.panel.title if reached.panel else "",
        "dashboard": reached.panel.dashboard if reached.panel else "",
        "via": list(reached.via),
        "sensitivity": str(reached.sensitivity) if kind == "alert" else "",
        "dangling": reached.dangling,
        "differs": list(map(_witness, reached.witnesses)),
        "not_told_apart": reached.unwitnessed,
    }


def _override(override: Override, state: str) -> dict[str, Any]:
    return {
        "allow": list(map(str, override.events)),
        "reason": override.reason,
        "until": override.until.isoformat(),
        "state": state,
        "where": override.origin.parts,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    told = {"check": finding.check, "severity": str(finding.severity), "message": finding.message}
    return {**told, "hint": finding.hint, "where": finding.location.parts}


def _safe(value: Any) -> Any:
    """The document with all of its texts in UTF-8, as anybody may have written them."""
    match value:
        case str():
            return utf8(value)
        case dict():
            return {key: _safe(inner) for key, inner in value.items()}
        case list():
            return [_safe(inner) for inner in value]
        case _:
            return value
