"""How long an alert waits before it fires, and how long it goes on."""

from collections.abc import Iterator

from attrs import evolve

from observability.model.durations import Duration
from observability.model.rule import Alert, Rule
from observability.mutation.mutant import Mutant


def mutants(rule: Rule) -> Iterator[Mutant]:
    """`for` and `keep_firing_for`: twice as long, and none."""
    if not isinstance(rule, Alert):
        return
    if rule.duration.milliseconds:
        for duration in (rule.duration * 2, Duration(0)):
            yield Mutant("for", f"for: {rule.duration} becomes {duration}", evolve(rule, duration=duration))
    if kept := rule.keep_firing_for:
        longer, none = evolve(rule, keep_firing_for=kept * 2), evolve(rule, keep_firing_for=None)
        yield Mutant("keep_firing_for", f"keep_firing_for: {kept} becomes {kept * 2}", longer)
        yield Mutant("keep_firing_for", f"without keep_firing_for: {kept}", none)
