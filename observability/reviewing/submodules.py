"""Submodules: other repositories, whose rules are not compared."""

from collections.abc import Iterator

from observability.findings import Finding, Location, Severity
from observability.reviewing.targets import Target

_SHORT = 12


def moved_submodules(old: Target, new: Target) -> Iterator[Finding]:
    """Those that are at another commit: what changes in them nobody sees here."""
    before, after = old.tree.submodules, new.tree.submodules
    if before is None or after is None:  # a folder of no repository has none
        return
    for path in sorted(before.keys() | after.keys()):
        was, now = before.get(path, "")[:_SHORT], after.get(path, "")[:_SHORT]
        if was != now and new.holds(path):
            told = f"{f'at {now}' if now else 'gone'} where it was {f'at {was}' if was else 'not there'}"
            message = f"is a submodule, and {told}: what that changes in its rules is not looked at"
            hint = f"compare it by itself: in {path}, observability diff {was} {now}" if was and now else ""
            yield Finding("submodule", message, Location(path), Severity.WARNING, hint=hint)
