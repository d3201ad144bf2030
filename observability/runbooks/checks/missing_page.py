"""The page of the repository that an alert links to is there. (`broken`; `unknown` for what is no Markdown)

Why: pages are renamed and moved, and links stay as they are.

Passes: a link to `runbooks/shop.md`, where that file is in the repository.
Fails: the file is gone, or is called `runbooks/Shop.md`; it is a folder, a symbolic link that leads out of the
repository, no UTF-8, binary, or larger than 1 MiB. The URL that the project file gives to the repository's pages is
looked up in the tree: `https://git.example.org/shop/operations/blob/main/runbooks/shop.md` is `runbooks/shop.md`.
Mend: mend the link, or write the page: `observability runbooks new` begins it.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.runbooks.kind import Kind
from observability.runbooks.library import Absent, Entry, Library, Plain
from observability.runbooks.links import ANNOTATION
from observability.runbooks.problem import Problem

ID = "missing-page"


def check(library: Library) -> Iterator[Problem]:
    """Links to pages that nobody can read."""
    for path, links in library.by_page.items():
        if found := _trouble(library.shelf.at(path)):
            kind, what, hint = found
            for link in links:
                message = f"alert '{link.alert.alert}' leads to {path or 'the root'}, which {what}"
                finding = Finding(ID, message, link.origin, where=f"annotations.{ANNOTATION}", hint=hint)
                yield Problem(kind, finding, (link.owner,) if link.owner else ())


def _trouble(entry: Entry) -> tuple[Kind, str, str] | None:
    match entry:
        case Absent(reason, hint):
            return Kind.BROKEN, reason, hint
        case Plain(is_folder=True):
            return Kind.BROKEN, "is a folder", "name a page in it"
        case Plain():
            return Kind.UNKNOWN, "is no Markdown: it was not read", ""
    return None
