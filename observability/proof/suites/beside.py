"""Series that are what a selector means but for one matcher, and what each says that it means as well."""

from collections.abc import Iterator, Sequence

from attrs import evolve

from observability.model.selector import Matcher, MatchOp
from observability.promql import accepts
from observability.proof.evaluator.labels import BUCKET, NAME, with_values
from observability.proof.series.labelvalues import about, all_take, refused
from observability.proof.series.occurrences import Occurrence
from observability.proof.series.regexes import last
from observability.proof.series.source import Source


def unmeant(source: Source, found: Sequence[Occurrence]) -> Iterator[Source]:
    """For every matcher by which any of these means the source, one that only it refuses, and one that it names."""
    for matcher, others in _matchers(source, found):
        named = (text for text in _named(matcher) if not accepts(matcher, text) and all_take(others, text))
        for value in dict.fromkeys((*refused(matcher.label, others, [matcher])[:1], *named)):
            yield _with(source, matcher, value)


def meant(source: Source, found: Sequence[Occurrence]) -> Iterator[Source]:
    """For every regular expression by which any of these means the source, the last that it names.

    Where it names what is not meant, what only begins as that does.
    """
    for matcher, others in _matchers(source, found):
        for text in _named(matcher):
            if accepts(matcher, text) and all_take(others, text) and (matcher.label, text) not in source.labels:
                yield _with(source, matcher, text)


def _matchers(source: Source, found: Sequence[Occurrence]) -> Iterator[tuple[Matcher, list[Matcher]]]:
    """Each matcher by which the source is meant, with what else the selector says of its label."""
    for occurrence in found:
        if occurrence.means(source.labels):
            for matcher in occurrence.vector.selector.matchers:
                if matcher.label != NAME and not (matcher.label == BUCKET and occurrence.bucketed):
                    others = about(matcher.label, occurrence.vector.selector)
                    yield matcher, [one for one in others if one != matcher]


def _named(matcher: Matcher) -> tuple[str, ...]:
    """The value of which it speaks, or the last of them; of those that are not meant also one with something more."""
    if matcher.op not in {MatchOp.REGEX, MatchOp.NOT_REGEX}:
        return (matcher.value,)
    named = [text for text in [last(matcher.value)] if text]
    return (*named, *(f"{text}x" for text in named)) if matcher.op is MatchOp.NOT_REGEX else tuple(named)


def _with(source: Source, matcher: Matcher, value: str) -> Source:
    # A second value of the same label might be what the matcher takes.
    spread = "" if matcher.label == source.spread else source.spread
    return evolve(source, labels=with_values(source.labels, [(matcher.label, value)]), spread=spread)
