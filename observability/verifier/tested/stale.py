"""Tests over rules that are not those that are loaded: in what they differ."""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from observability.model.location import NOWHERE
from observability.model.rule import Alert, Rule
from observability.verifier.tested.words import beside


def bare(rule: Rule) -> str:
    """All that a rule is, but for where it stands."""
    return repr(evolve(rule, origin=NOWHERE, expr=rule.expr.strip()))


def name_of(rule: Rule) -> str:
    """What messages call it."""
    return f"the alert {rule.alert}" if isinstance(rule, Alert) else f"the recording {rule.record}"


def counterpart(rule: Rule, there: Iterable[Rule]) -> Rule | None:
    """Of the rules of the same name, the one that is most like it."""
    own = _aspects(rule)
    named = [one for one in there if name_of(one) == name_of(rule)]
    return max(named, key=lambda one: len(own.items() & _aspects(one).items()), default=None)


def differences(tested: Rule, loaded: Rule) -> Iterator[str]:
    """In what the rule that is loaded is not the one that is tested."""
    ours, theirs = _aspects(tested), _aspects(loaded)
    for aspect in sorted(ours.keys() | theirs.keys()):
        if ours.get(aspect) != theirs.get(aspect):
            yield "{} is {}, and was tested with {}".format(aspect, *beside(theirs.get(aspect), ours.get(aspect)))


def _aspects(rule: Rule) -> Mapping[str, str]:
    found = {"expr": rule.expr.strip(), **_prefixed("label", rule.labels)}
    if isinstance(rule, Alert):
        found |= {"for": str(rule.duration), **_prefixed("annotation", rule.annotations)}
        found |= {"keep_firing_for": str(rule.keep_firing_for)} if rule.keep_firing_for else {}
    return found


def _prefixed(kind: str, values: Mapping[str, str]) -> Mapping[str, str]:
    return {f"the {kind} {name}": value for name, value in values.items()}
