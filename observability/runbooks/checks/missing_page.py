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
from observability.runbooks.library import Absent, Library, Plain
from observability.runbooks.links import ANNOTATION
from observability.runbooks.problem import Problem

ID = "missing-page"


def check(library: Library) -> Iterator[Problem]:
    """Links to pages that nobody can read."""
    for path, links in library.by_page.items():
        entry = library.shelf.at(path)
        for link in links:
            owners = (link.owner,) if link.owner else ()
            match entry:
                case Absent(reason, hint):
                    message = f"alert '{link.alert.alert}' leads to {path or 'the root'}, which {reason}"
                    finding = Finding(ID, message, link.origin, where=f"annotations.{ANNOTATION}", hint=hint)
                    yield Problem(Kind.BROKEN, finding, owners)
                case Plain():
                    message = f"alert '{link.alert.alert}' leads to {path}, which is no Markdown: it was not read"
                    finding = Finding(ID, message, link.origin, where=f"annotations.{ANNOTATION}")
                    yield Problem(Kind.UNKNOWN, finding, owners)
