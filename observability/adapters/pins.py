"""The versions that `tools/go.mod` pins, and the folder where it lies."""

import re
from pathlib import Path

# A wheel carries the files inside the package; a checkout has them where Go's own tools expect a module.
_FOLDERS = (Path(__file__).with_name("tools"), Path(__file__).parents[2] / "tools")
_PROMETHEUS = re.compile(r"^\s*github\.com/prometheus/prometheus v0\.(\d+)\.(\d+)", re.MULTILINE)
_GO = re.compile(r"^go (\S+)$", re.MULTILINE)


def module_folder() -> Path:
    """Where go.mod and go.sum lie."""
    return next(folder for folder in _FOLDERS if (folder / "go.mod").is_file())


def prometheus_version() -> str:
    """The pinned Prometheus: `3.16.0`.

    Go wants a major version in a module's path from 2 on; Prometheus escapes it by publishing 3.16.0 as v0.316.0.
    """
    minor, patch = _first(_PROMETHEUS).groups()
    return f"{int(minor) // 100}.{int(minor) % 100}.{patch}"


def go_version() -> str:
    """The oldest Go that can build the pinned modules: `1.26.7`."""
    return str(_first(_GO)[1])


def _first(pattern: re.Pattern[str]) -> re.Match[str]:
    match = pattern.search((module_folder() / "go.mod").read_text(encoding="utf-8"))
    if not match:
        raise AssertionError(f"go.mod has no line like {pattern.pattern}")
    return match
