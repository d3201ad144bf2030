"""What `lint` is told of a repository's rules, and of what it says nothing."""

from collections.abc import Iterator

from observability.descriptor.node import Node
from observability.descriptor.project.project import Ignored, Linting
from observability.descriptor.project.severities import Severities
from observability.descriptor.report import RefusedError
from observability.descriptor.values import identifiers
from observability.descriptor.values.texts import plain_text


def linting(node: Node, severities: Severities) -> Linting:
    """What `spec.lint` says, and the severities of the project."""
    default = Linting()
    # Of what wakes people by default, also a severity that is no route's is a page.
    pages = default.pages if severities.pages is None else severities.pages
    return Linting(severities.known(default.severities), pages, tuple(_ignored(node)))


def _ignored(node: Node) -> Iterator[Ignored]:
    ignore = node.child("ignore")
    for check, entry in node.named("ignore", identifiers.name):
        reason, files = entry.read("reason", _reason) or "", tuple(entry.get("files") or ())
        yield Ignored(check, reason, files, ignore.location(check))


def _reason(text: str) -> str:
    if not (reason := plain_text(text)):
        raise RefusedError("a silence needs a reason", "say why nobody is to hear of it", "silence")
    return reason
