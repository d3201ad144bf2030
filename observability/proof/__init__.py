"""Cases that show an alert firing and staying silent, for any rule: found in its syntax tree, and run by promtool.

`derive` makes the cases of an alert, `proof_files` the text of tests of them. Pure: it is handed rules and hands out
text; who has promtool run it tells what came of it.

The way of a case: `conditions` and `occurrences` say what an expression asks of which series, `sources` and `scene`
make those and turn their knobs, `solving` and `boundary` find the points where a condition just holds, `cases` draft
what is to be shown there, and `staging` plays it and writes down what fires. `scoring` and `trials` show the cases to
mutants. Below stand `evaluator` (PromQL in memory) and `templates` (Go's), beside them `suites` (tests of whole files).
"""

from observability.proof.case import Case, Check, Expected, Input, Kind
from observability.proof.derive import derive
from observability.proof.derived import Derived
from observability.proof.evaluator.labels import labels_of_series
from observability.proof.files import Proof, ProofFiles, proof_files
from observability.proof.scoring import Fate, Judged, Score, score
from observability.proof.script import Script
from observability.proof.segments import samples
from observability.proof.testfile import RuleTest, script_file, test_file
from observability.proof.written import score_built

__all__ = [
    "Case",
    "Check",
    "Derived",
    "Expected",
    "Fate",
    "Input",
    "Judged",
    "Kind",
    "Proof",
    "ProofFiles",
    "RuleTest",
    "Score",
    "Script",
    "derive",
    "labels_of_series",
    "proof_files",
    "samples",
    "score",
    "score_built",
    "script_file",
    "test_file",
]
