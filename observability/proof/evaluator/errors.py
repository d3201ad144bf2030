"""Why an expression has no result."""


class UnsupportedError(Exception):
    """Something that is PromQL and that we do not evaluate; the text says what."""


class EvaluationError(Exception):
    """Prometheus would refuse to evaluate this over these series; the text says why."""
