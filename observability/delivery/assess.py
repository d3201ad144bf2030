"""Is a dashboard on the server ours, and has anybody changed it since we pushed it?"""

from functools import cached_property

from attrs import frozen

from observability.delivery.built import Built
from observability.delivery.differences import Difference, difference
from observability.delivery.found import Found
from observability.delivery.mark import Origin
from observability.delivery.standing import Standing
from observability.model.identity import shows_all

# By this tag a dashboard of ours is known whose mark was lost, as by a save in the browser.
TAG = "observability"


@frozen(slots=False)
class Assessed:
    """A dashboard that was built, and what is on the server in its place.

    `folder` is the uid of the folder that it belongs into; `whose` is the project that it is of, where it is another's.
    """

    built: Built
    found: Found | None
    folder: str
    standing: Standing
    whose: Origin | None = None

    @property
    def moved(self) -> bool:
        """Whether it is in another folder than it belongs into."""
        return self.found is not None and self.found.folder != self.folder

    @cached_property
    def to_come(self) -> Difference:
        """What a push would change."""
        return difference(self.found.json, self.built.json) if self.found else Difference()

    @cached_property
    def drift(self) -> Difference:
        """What somebody changed, if what was pushed is what is built."""
        return difference(self.built.json, self.found.json) if self.found else Difference()


def assess(built: Built, found: Found | None, folder: str, origin: Origin, last: str | None = None) -> Assessed:
    """What is there, beside what was built for the folder with this uid.

    `last`, for those that are `doubtful`, is the fingerprint that the newest entry of the dashboard's history names:
    empty for somebody else's save, None where nobody can tell.
    """
    if found is None:
        return Assessed(built, None, folder, Standing.MISSING)
    shared = shows_all(built.uid, built.folder, origin.environment)
    if found.content == built.content and found.folder == folder and (shared or not _others(found, origin)):
        return Assessed(built, found, folder, Standing.SAME)
    if found.provisioned is not None:
        return Assessed(built, found, folder, Standing.PROVISIONED)
    if whose := _others(found, origin):
        shared &= whose.environment == origin.environment
        return Assessed(built, found, folder, Standing.SHARED if shared else Standing.FOREIGN, whose)
    return Assessed(built, found, folder, _standing(built, found, folder, last))


def doubtful(found: Found) -> bool:
    """Whether only its history can tell if somebody has saved it since we pushed it."""
    if found.mark is None:
        return TAG in found.tags
    return found.mark.folder == found.folder and not (_fits(found) and found.mark.version == found.version)


def intact(found: Found, last: str | None) -> bool:
    """Whether nobody has saved or moved a dashboard of ours since we pushed it; `last` as for `assess`.

    Content and version are what the mark says, in most cases. Else Grafana may have changed it on the way in, as it
    raises a refresh that is too short, or somebody has gone back to what we pushed once; then the history knows whose
    save was the last. Where it is not to be read, one of the two must do.
    """
    mark = found.mark
    if not doubtful(found):
        return mark is not None and mark.folder == found.folder
    if last is None:
        return mark is not None and (_fits(found) or mark.version == found.version)
    return bool(last) and (mark is None or mark.content == last)


def _fits(found: Found) -> bool:
    return found.mark is not None and found.mark.content == found.content


def _standing(built: Built, found: Found, folder: str, last: str | None) -> Standing:
    if found.mark is None and TAG not in found.tags:
        return Standing.FOREIGN
    if not intact(found, last):
        return Standing.CHANGED
    pushed = found.mark.content if found.mark else last
    return Standing.SAME if pushed == built.content and found.folder == folder else Standing.OLDER


def _others(found: Found, origin: Origin) -> Origin | None:
    return found.mark.origin if found.mark and found.mark.origin != origin else None
