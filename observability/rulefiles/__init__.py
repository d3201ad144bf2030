"""Prometheus rule files read back into `model.rule`, whoever wrote them.

Every later look at rules (lint, proof, review, runbooks) starts here, so that it serves rules written by hand as well.
"""

from observability.rulefiles.manifests import plain_rule_files
from observability.rulefiles.places import Source, written_at
from observability.rulefiles.reader import Opened, Reading, open_rules, read_rule_file, read_rules
from observability.rulefiles.rulefile import RuleFile
from observability.rulefiles.spelled import spelled_at

__all__ = [
    "Opened",
    "Reading",
    "RuleFile",
    "Source",
    "open_rules",
    "plain_rule_files",
    "read_rule_file",
    "read_rules",
    "spelled_at",
    "written_at",
]
