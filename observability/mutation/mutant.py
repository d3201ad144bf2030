"""A rule with one thing changed, as a hand might slip."""

from attrs import frozen

from observability.model.rule import Rule


@frozen
class Mutant:
    """`kind` is what was changed (`comparison`), `change` how, in words. No `rule`: it was deleted."""

    kind: str
    change: str
    rule: Rule | None
