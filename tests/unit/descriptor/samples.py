"""Descriptors for tests: as little as is valid, and ways to hear what is said of them."""

from textwrap import dedent, indent

from observability.descriptor import Project, load_project, load_service, resolve
from observability.exceptions import InputError
from observability.model.artifact import Source
from observability.model.service import Environment, Service
from observability.model.signal import Signal

PATH = "services/shop.yaml"
HEAD = """\
apiVersion: observability/v1
kind: Service
metadata: {name: shop, owner: team}
"""
SPEC = """\
spec:
  selector: {job: shop}
"""
RED = """\
  red:
    http:
      rate: http_requests_total
      errors: http_requests_total{code=~"5.."}
"""
BASE = HEAD + SPEC + RED

TWO = Project(
    environments=(
        Environment("production", {"env": "production"}),
        Environment("staging", {"env": "staging"}),
    )
)


def http(text: str) -> str:
    """The base with more keys of the signal http; they start in line 10, column 7."""
    return BASE + indent(dedent(text).strip("\n"), " " * 6) + "\n"


def spec(text: str) -> str:
    """The base with more keys of spec; they start in line 10, column 3."""
    return BASE + indent(dedent(text).strip("\n"), " " * 2) + "\n"


def use(text: str) -> str:
    """The base with one resource `pool`; its slots start in line 12, column 7."""
    return BASE + "  use:\n    pool:\n" + indent(dedent(text).strip("\n"), " " * 6) + "\n"


def overlay(text: str) -> str:
    """The base with environments; their names start in line 11, column 3."""
    return BASE + "environments:\n" + indent(dedent(text).strip("\n"), " " * 2) + "\n"


def project_text(text: str) -> str:
    """A project file with keys of spec; they start in line 5, column 3."""
    head = "apiVersion: observability/v1\nkind: Project\nmetadata: {name: shop}\nspec:\n"
    return head + indent(dedent(text).strip("\n"), " " * 2) + "\n"


def service(text: str, project: Project = Project(), environment: str = "default") -> Service:  # noqa: B008 - frozen
    """The descriptor, loaded and resolved."""
    return resolve(load_service(Source(PATH, text.encode()), project), project, environment)


def signal(text: str, name: str = "http", project: Project = Project()) -> Signal:  # noqa: B008 - frozen
    """One signal of the descriptor."""
    return next(s for s in service(text, project).signals if s.name == name)


def project(text: str) -> Project:
    """The project of a file's text."""
    return load_project(Source("observability.yaml", text.encode()))


def complaints(text: str | bytes, project: Project = Project()) -> list[str]:  # noqa: B008 - frozen
    """What is said of a descriptor; nothing when it is fine."""
    content = text.encode() if isinstance(text, str) else text
    try:
        load_service(Source(PATH, content), project)
    except InputError as error:
        return _said(error)
    return []


def _said(error: InputError) -> list[str]:
    # Whatever is wrong, and in whichever test: the author learns what would be right.
    assert all(finding.hint for finding in error.findings), error
    return [str(finding) for finding in error.findings]


def project_complaints(text: str) -> list[str]:
    """What is said of a project file."""
    try:
        project(text)
    except InputError as error:
        return _said(error)
    return []
