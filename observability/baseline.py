"""What is known already, and fails no run: a file of findings, which a project can make smaller day by day."""

from collections.abc import Container, Iterable
from pathlib import Path

import orjson
from attrs import frozen

from observability import workspace
from observability.exceptions import InputError
from observability.findings import Finding, Location

_VERSION = 1
Key = tuple[str, str, str]


@frozen
class Baseline:
    """Findings by check, file and message: lines move, and would make each of them new.

    So no message may tell a line, or what is counted: that belongs into the hint.
    """

    known: frozenset[Key] = frozenset()

    def __contains__(self, finding: Finding) -> bool:
        return _key(finding) in self.known

    def mended(self, findings: Iterable[Finding], files: Container[str] | None = None) -> int:
        """How many of the known are there no longer, of these files where not all were looked at."""
        gone = self.known - set(map(_key, findings))
        return sum(files is None or file in files for _, file, _ in gone)


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file.

    Raises:
        InputError: it cannot be read, or is none.
    """
    try:
        match orjson.loads(workspace.read_output(path)):
            case {"version": version, "known": list(known)} if version == _VERSION:
                return Baseline(frozenset((one["check"], one["file"], one["message"]) for one in known))
    except (orjson.JSONDecodeError, KeyError, TypeError):
        pass
    hint = "write it with --update-baseline"
    raise InputError([Finding("baseline", f"is no baseline of version {_VERSION}", Location(str(path)), hint=hint)])


def dump_baseline(findings: Iterable[Finding]) -> bytes:
    """The file for these findings, sorted, so that its differences can be read."""
    known = [{"check": check, "file": file, "message": said} for check, file, said in sorted(set(map(_key, findings)))]
    return orjson.dumps({"version": _VERSION, "known": known}, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _key(finding: Finding) -> Key:
    return finding.check, finding.location.file, finding.message
