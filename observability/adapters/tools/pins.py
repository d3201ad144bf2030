"""The versions that `tools/go.mod` pins, and the folder where it lies."""

import re
from pathlib import Path

from attrs import frozen

# A wheel carries the files inside the package; a checkout has them where Go's own tools expect a module.
_FOLDERS = (Path(__file__).parent, Path(__file__).parents[3] / "tools")
_MODULE = re.compile(r"^\s*(\S+) v(\d+)\.(\d+)\.(\d+)", re.MULTILINE)
_GO = re.compile(r"^go (\S+)$", re.MULTILINE)
_PROMETHEUS = "github.com/prometheus/prometheus"


@frozen
class Pin:
    """A pinned module: the last part of its path, and its version as its programs tell it: prometheus, 3.16.0."""

    name: str
    version: str


def module_folder() -> Path:
    """Where go.mod and go.sum lie."""
    return next(folder for folder in _FOLDERS if (folder / "go.mod").is_file())


def pin(package: str) -> Pin:
    """The module that a Go package belongs to."""
    for module, major, minor, patch in _MODULE.findall(_text()):
        if package.startswith(f"{module}/"):
            return Pin(module.rpartition("/")[2], _version(module, int(major), int(minor), patch))
    raise AssertionError(f"go.mod has no module of {package}")


def _version(module: str, major: int, minor: int, patch: str) -> str:
    # Go wants a major version in a module's path from 2 on; Prometheus escapes it by publishing 3.16.0 as v0.316.0.
    if module == _PROMETHEUS:
        major, minor = divmod(minor, 100)
    return f"{major}.{minor}.{patch}"


def go_version() -> str:
    """The oldest Go that can build the pinned modules: `1.26.7`."""
    match = _GO.search(_text())
    if not match:
        raise AssertionError("go.mod has no line of Go's version")
    return match[1]


def _text() -> str:
    return (module_folder() / "go.mod").read_text(encoding="utf-8")
