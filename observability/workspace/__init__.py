"""The only room that touches files: it reads what people wrote and writes what the compiler made.

To read: `locate` finds the project of the user's paths, `read_services` its descriptors, `read_rule_sources` rules
of any kind; `files_below` lists any folder; `Tree` looks into a repository at paths that anybody wrote.
To write: a `Spool` holds what is made; `write` makes an output folder hold exactly that; `compare` only tells what that
would change; `read_manifest`, `left` and `have_rules` tell what earlier builds made, `intact` and `altered` who
touched it since; `keep` is for what may as well be lost, and `recall` reads that; `create` never overwrites.
"""

from observability.workspace.builds import have_rules
from observability.workspace.create import Created, create
from observability.workspace.descriptors import descriptor_at, is_descriptor
from observability.workspace.differences import Differences, compare
from observability.workspace.globs import matching
from observability.workspace.keeping import forget, keep, recall
from observability.workspace.listing import files_below, found, is_folder, is_taken, resolved, shown, there
from observability.workspace.locate import PROJECT_FILE, Workspace, locate, meant, project_root
from observability.workspace.manifest import (
    MANIFEST,
    Manifest,
    altered,
    intact,
    is_plain_file,
    left,
    read_manifest,
    with_our_line_ends,
)
from observability.workspace.outputs import OutputFolder, find_output, search_output
from observability.workspace.package import package_digest
from observability.workspace.reading import read_if_file, read_lines, read_output, read_slice
from observability.workspace.replace import read_if_there, replace
from observability.workspace.rulesources import (
    RuleSources,
    locate_rules,
    read_rule_sources,
)
from observability.workspace.search import find_dashboards, find_rule_files
from observability.workspace.secretfile import read_secret
from observability.workspace.services import Reading, read_services
from observability.workspace.spool import Spool
from observability.workspace.temporary import temporary_folder
from observability.workspace.tree import Tree, Unreadable
from observability.workspace.write import Changes, write

__all__ = [
    "MANIFEST",
    "PROJECT_FILE",
    "Changes",
    "Created",
    "Differences",
    "Manifest",
    "OutputFolder",
    "Reading",
    "RuleSources",
    "Spool",
    "Tree",
    "Unreadable",
    "Workspace",
    "altered",
    "compare",
    "create",
    "descriptor_at",
    "files_below",
    "find_dashboards",
    "find_output",
    "find_rule_files",
    "forget",
    "found",
    "have_rules",
    "intact",
    "is_descriptor",
    "is_folder",
    "is_plain_file",
    "is_taken",
    "keep",
    "left",
    "locate",
    "locate_rules",
    "matching",
    "meant",
    "package_digest",
    "project_root",
    "read_if_file",
    "read_if_there",
    "read_lines",
    "read_manifest",
    "read_output",
    "read_rule_sources",
    "read_secret",
    "read_services",
    "read_slice",
    "recall",
    "replace",
    "resolved",
    "search_output",
    "shown",
    "temporary_folder",
    "there",
    "with_our_line_ends",
    "write",
]
