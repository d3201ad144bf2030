"""The chart library is the one that was published, and its licence lies beside it."""

import hashlib
from importlib.resources import files

FOLDER = files("observability.preview") / "assets/vendor"
# Of the files in npm's uplot 1.6.32; `npm pack uplot@VERSION` has the next ones.
PUBLISHED = {
    "uPlot.iife.min.js": "19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f",
    "uPlot.min.css": "df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04",
    "uPlot.LICENSE": "8f989229699b4fe2f1a0432d0e9edc338a8a911e250e2d1b01ecd770a5f5b1bd",
}


def test_each_file_is_as_it_was_published() -> None:
    found = {name: hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() for name in PUBLISHED}
    assert found == PUBLISHED
    assert "v1.6.32" in (FOLDER / "uPlot.iife.min.js").read_text()[:100]
