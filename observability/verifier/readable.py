"""Tests that promtool does not read: older ones know no series of native histograms."""

from collections.abc import Sequence
from pathlib import Path

from observability.adapters.promtool import version
from observability.findings import Finding, Location, Severity
from observability.proof.samples.histogramtext import Version

_ID = "unread-test"


def reads(promtool: Path, needed: Version) -> bool:
    """Whether it reads tests that need this version; what needs none, any does.

    Raises:
        MissingToolError: `promtool` cannot be run.
    """
    return not any(needed) or needed <= version(promtool)


def unread(promtool: Path, files: Sequence[tuple[str, Version]]) -> list[Finding]:
    """One note on all files of tests that it does not read, at the first."""
    if not files:
        return []
    many = f"{len(files)} files of tests were" if len(files) > 1 else "one file of tests was"
    message = f"{many} not run: promtool {_told(version(promtool))} does not read the native histograms in their series"
    newest = max(needed for _, needed in files)
    hint = f"promtool {_told(newest)} and newer do; all others were run"
    return [Finding(_ID, message, Location(min(path for path, _ in files)), Severity.INFO, hint=hint)]


def _told(of: Version) -> str:
    return ".".join(map(str, of))
