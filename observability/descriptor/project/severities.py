"""Which severities a project has, and which of them wake somebody: one list for all who ask."""

from collections.abc import Sequence

from attrs import frozen

from observability.descriptor.node import Node
from observability.descriptor.values.texts import plain_texts


@frozen
class Severities:
    """What `spec.severities` and `spec.pages` say; None where they say nothing, as defaults differ by who asks."""

    all: tuple[str, ...] | None = None
    pages: tuple[str, ...] | None = None

    def known(self, default: tuple[str, ...]) -> tuple[str, ...]:
        """All of them, the gravest first."""
        return self.all or default

    def waking(self, default: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
        """Those that wake somebody: what is said, or those of the default that are known."""
        return tuple(one for one in default if one in known) if self.pages is None else self.pages


def severities(spec: Node) -> Severities:
    """Those of a project's `spec`."""
    found = Severities(spec.read("severities", plain_texts), spec.read("pages", plain_texts))
    for name in found.pages or ():
        if found.all and name not in found.all:
            spec.complain("severity", f"{name!r} is not one of the severities", "pages", "name it in severities")
    return found
