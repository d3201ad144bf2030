"""Cases that show an alert firing and staying silent, for any rule: found in its syntax tree, and run by promtool.

`derive` makes the cases of an alert, `proof_files` the text of tests of them. Pure: it is handed rules and hands out
text; who has promtool run it tells what came of it.

The way of a case: `series` are those that the expression reads, with knobs to turn; `boundaries` finds the points where
one of its conditions just holds; `cases` draft what is to be shown there, and `staging` plays it and writes down what
fires. `satisfiability` tells what no series or every series satisfies, `mutants` shows the cases to rules in which a
hand has slipped. Below stand `samples`, `evaluator` (PromQL in memory) and `templates` (Go's), above all `suites`
(tests of whole files).
"""

from observability.proof.case import Case, Check, Expected, Input, Kind
from observability.proof.derive import derive
from observability.proof.derived import Derived
from observability.proof.evaluator.labels import labels_of_series
from observability.proof.files import Proof, ProofFiles, proof_files
from observability.proof.mutants.scoring import Fate, Judged, Score, score
from observability.proof.mutants.written import score_built
from observability.proof.samples.segments import samples
from observability.proof.script import Script
from observability.proof.testfile import RuleTest, script_file, test_file

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
