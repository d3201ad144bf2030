"""What only shows when all services of a project are seen together."""

from collections.abc import Iterable, Iterator, Sequence

from observability.descriptor.card import ServiceCard
from observability.descriptor.suggest import suggestion
from observability.findings import Finding


def check_together(cards: Iterable[ServiceCard]) -> list[Finding]:
    """What is wrong between the services, in the order of their files."""
    everyone = sorted(cards, key=lambda card: card.location)
    return [*_same_names(everyone), *_unknown_dependencies(everyone)]


def _same_names(cards: Sequence[ServiceCard]) -> Iterator[Finding]:
    # Without regard to case: names become file names, and some file systems know no case.
    first: dict[str, ServiceCard] = {}
    for card in cards:
        other = first.setdefault(card.name.lower(), card)
        if other is not card:
            message = f"another service is called {other.name}"
            hint = f"see {other.location}; rename one of them"
            yield Finding("same-name", message, card.location, where="metadata.name", hint=hint)


def _unknown_dependencies(cards: Sequence[ServiceCard]) -> Iterator[Finding]:
    names = {card.name for card in cards}
    for card in cards:
        for dependency in card.depends_on:
            if dependency not in names:
                message = f"the project has no service {dependency!r}"
                hint = suggestion(dependency, names - {card.name})
                yield Finding("depends-on", message, card.depends_at, where="spec.depends_on", hint=hint)
