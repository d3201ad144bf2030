"""What `init` puts into an empty repository. The files are data in `files/`, without the dots that would hide them."""

from importlib.resources import files

from observability.model.artifact import Artifact

# File here -> its path in the new repository.
_FILES = {
    "observability.yaml": "observability.yaml",
    "example.yaml": "services/example.yaml",
    "example.md": "services/runbooks/example.md",
    "watchdog.md": "services/runbooks/watchdog.md",
    "Makefile": "Makefile",
    "observability.mk": "observability.mk",
    "gitignore": ".gitignore",
    "settings.json": ".vscode/settings.json",
    "extensions.json": ".vscode/extensions.json",
}
# `settings.json` tells editors to look for the schema here.
SCHEMA = ".vscode/observability.schema.json"


def starter(schema: bytes) -> tuple[Artifact, ...]:
    """The files of a repository that builds and verifies as it is; `schema` is the language's JSON Schema."""
    made = (Artifact(path, _read(name)) for name, path in _FILES.items())
    return (*made, Artifact(SCHEMA, schema))


def watchdog_page() -> bytes:
    """A runbook for the Watchdog, which no service has."""
    return _read("watchdog.md")


def makefile() -> bytes:
    """Targets for the Makefile of any repository."""
    return _read("observability.mk")


def _read(name: str) -> bytes:
    return (files("observability.starter") / "files" / name).read_bytes()
