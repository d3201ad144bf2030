"""A rule file as it was read."""

from collections.abc import Iterator

from attrs import frozen

from observability.model.rule import Alert, Recording, Rule, RuleGroup


@frozen
class RuleFile:
    """`path` as messages name it; groups and rules carry the lines on which they start.

    What is no YAML is not `readable`, and has no groups. `kinds` are those of the Kubernetes manifests in it.
    """

    path: str
    groups: tuple[RuleGroup, ...]
    readable: bool = True
    kinds: tuple[str, ...] = ()

    @property
    def rules(self) -> Iterator[Rule]:
        """All rules, in the order of the file."""
        return (rule for group in self.groups for rule in group.rules)

    @property
    def recordings(self) -> Iterator[Recording]:
        """The recording rules, in the order of the file."""
        return (rule for rule in self.rules if isinstance(rule, Recording))

    @property
    def alerts(self) -> Iterator[Alert]:
        """The alerts, in the order of the file."""
        return (rule for rule in self.rules if isinstance(rule, Alert))
