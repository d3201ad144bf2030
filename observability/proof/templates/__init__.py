"""Templates of alerts, rendered as Prometheus does: the part of Go's text/template that labels and annotations use."""

from observability.proof.templates.data import Data, QuerySample, TemplateError
from observability.proof.templates.execute import check_template, render

__all__ = ["Data", "QuerySample", "TemplateError", "check_template", "render"]
