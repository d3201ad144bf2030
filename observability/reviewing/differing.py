"""Which files of two sides differ, by their bytes."""

from collections.abc import Iterator, Sequence

from attrs import Factory, define, evolve

from observability.review.trimming import trimmed
from observability.reviewing.half import Half
from observability.reviewing.read import Unread

# Below this, to read all of a file takes no time that anybody notices.
_LARGE = 200_000


@define
class Differing:
    """The files that differ, of both sides; `same` and `trimmed` are paths of the new side.

    Of those that were `trimmed`, rules that are the same on both sides are left out.
    """

    old: list[Unread] = Factory(list)
    new: list[Unread] = Factory(list)
    same: list[str] = Factory(list)
    trimmed: list[str] = Factory(list)


def differing(old: Half, new: Half) -> Differing:
    """Compare both sides, file by file. A descriptor also differs where its project does."""
    found = Differing()
    keyed = [{half.target.key(path): path for path in half.chosen.rules} for half in (old, new)]
    both = sorted(keyed[0].keys() & keyed[1].keys())
    as_before = old.project.content == new.project.content
    for ours, theirs in zip(_read(old, keyed[0], both), _read(new, keyed[1], both), strict=True):
        path, content = theirs
        if ours[1] == content and (as_before or content is None or not new.describes(path, content)):
            found.same += [path] if new.concerns(path, content) else []
        # Half a file may not look like one of rules any more.
        elif old.concerns(*ours) or new.concerns(*theirs):
            _add_both(found, (old, new), (ours, theirs))
    for half, keys, files in ((old, keyed[0], found.old), (new, keyed[1], found.new)):
        alone = _read(half, keys, sorted(keys.keys() - set(both)))
        files += [half.unread(path, content) for path, content in alone if content and half.concerns(path, content)]
    return found


def _read(half: Half, keyed: dict[str, str], keys: Sequence[str]) -> Iterator[tuple[str, bytes | None]]:
    paths = [keyed[key] for key in keys]
    return zip(paths, half.target.tree.read(paths), strict=True)


def _add_both(
    found: Differing, halves: tuple[Half, Half], files: tuple[tuple[str, bytes | None], tuple[str, bytes | None]]
) -> None:
    pair = [half.unread(path, content or b"") for half, (path, content) in zip(halves, files, strict=True)]
    if sum(len(one.content) for one in pair) > _LARGE and not any(one.described for one in pair):
        ours, theirs = trimmed(pair[0].content, pair[1].content)
        pair = [evolve(one, content=less, whole=one.content) for one, less in zip(pair, (ours, theirs), strict=True)]
        found.trimmed.append(files[1][0])
    found.old.append(pair[0])
    found.new.append(pair[1])
