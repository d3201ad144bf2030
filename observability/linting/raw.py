"""What is wrong with a file before it is YAML: what people commit by mistake, said in words."""

import re

from observability import workspace
from observability.findings import Finding, Location

ID = "rule-file"

# YAML costs twenty times its size while it is read: a gigabyte.
LARGEST = 50 << 20
_CONFLICT = re.compile(rb"^(?:<{7}|>{7}|\|{7}) |^={7}$", re.MULTILINE)
# What only charts have, and actions on lines of their own, which keep a file from being YAML.
_CHART = re.compile(rb"\{\{[^}`\"]*\.(?:Values|Release|Chart)\.")
_ACTION = re.compile(rb"^\s*\{\{-?\s*(?:if|range|with|end|define|include|template|else|toYaml|/\*)", re.MULTILINE)


def unfit(path: str, content: bytes) -> Finding | None:
    """Why a file is not to be read as YAML; None where nothing is known against it."""
    if len(content) > LARGEST:
        message = f"has {len(content) / (1 << 20):.0f} MiB, and a rule file of over {LARGEST >> 20} is not read"
        return Finding(ID, message, Location(path), hint="write the groups into several files")
    if b"\0" in content[:4096] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Finding(ID, "is no text", Location(path), hint="name rule files")
    if conflict := _CONFLICT.search(content):
        hint = "settle the conflict, then look again"
        return Finding(ID, "has the conflict markers of a merge in it", _at(path, content, conflict.start()), hint=hint)
    if (start := workspace.descriptor_at(content)) is not None:
        hint = "build it, and look at what is built"
        return Finding(ID, "is a descriptor, and no rules yet", _at(path, content, start), hint=hint)
    return _template(path, content, _CHART)


def in_words(finding: Finding, content: bytes) -> Finding:
    """What the parser says of a file, or why it is no YAML."""
    return _template(finding.location.file, content, _ACTION) or finding


def _template(path: str, content: bytes, pattern: "re.Pattern[bytes]") -> Finding | None:
    helm = pattern.search(content)
    if not helm:
        return None
    hint = "render it first, as in `helm template CHART > rules.yaml`"
    return Finding(ID, "is a template of Helm, and no rules yet", _at(path, content, helm.start()), hint=hint)


def _at(path: str, content: bytes, start: int) -> Location:
    return Location(path, content.count(b"\n", 0, start) + 1, 1)
