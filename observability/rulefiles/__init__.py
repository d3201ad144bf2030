"""Prometheus rule files read back into `model.rule`, whoever wrote them.

Every later look at rules (lint, proof, review, runbooks) starts here, so that it serves rules written by hand as well.
"""

from observability.rulefiles.manifests import plain_rule_files
from observability.rulefiles.reader import Reading, read_rule_file, read_rules
from observability.rulefiles.rulefile import RuleFile

__all__ = ["Reading", "RuleFile", "plain_rule_files", "read_rule_file", "read_rules"]
