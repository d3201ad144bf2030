"""What tests of the verifier share: files written, and what is said of them."""

from pathlib import Path

from observability.findings import Finding
from observability.verifier import verify
from tests.support.promtool import Promtool


def verified(promtool: Promtool, *paths: Path) -> list[Finding]:
    """All that is found at the paths, without the word that metrics by hand were not looked up."""
    found = verify(paths, promtool.path, 1, lambda _done, _all: None).findings
    return [finding for finding in found if finding.check != "undeclared-metric"]


def said(promtool: Promtool, folder: Path) -> list[str]:
    """The findings of a folder as people read them, with paths inside of it."""
    return sorted(str(finding).replace(f"{folder}/", "") for finding in verified(promtool, folder))


def written(folder: Path, **files: str | bytes) -> Path:
    """The folder with these files, each with the ending .yaml."""
    for name, content in files.items():
        (folder / f"{name}.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder
