"""Checks on dashboards: the rules of Grafana's dashboard-linter, and what it cannot know without the rules beside them.

To add one: a module with a docstring for users, an `ID` and a `check`, and a line in `CHECKS`; or, for what only all
services together tell, with `facts` and `judge`, and a line in `WHOLE_CHECKS`.
"""

from observability.lint.check import Check, WholeCheck
from observability.lint.dashboards import (
    alert_panel,
    alert_threshold,
    dashboard_size,
    duplicate_dashboard,
    duplicate_panel_id,
    grafana_window_in_rule,
    known_metric,
    legend_labels,
    panel_datasource,
    panel_layout,
    panel_no_targets,
    panel_title_description,
    panel_units,
    quantile_buckets,
    schema_version,
    target_counter_agg,
    target_instance,
    target_job,
    target_logql,
    target_logql_auto,
    target_promql,
    target_rate_interval,
    template_datasource,
    template_instance,
    template_job,
    template_label_promql,
    template_on_time_change_reload,
    undefined_variable,
    uneditable_dashboard,
    unit_suffix,
    unused_variable,
)

CHECKS: tuple[Check, ...] = (
    # Those of Grafana's dashboard-linter.
    template_datasource,
    template_job,
    template_instance,
    template_label_promql,
    template_on_time_change_reload,
    panel_datasource,
    panel_title_description,
    panel_units,
    panel_no_targets,
    target_logql,
    target_logql_auto,
    target_promql,
    target_rate_interval,
    target_job,
    target_instance,
    target_counter_agg,
    uneditable_dashboard,
    # Ours.
    alert_threshold,
    dashboard_size,
    duplicate_panel_id,
    grafana_window_in_rule,
    legend_labels,
    panel_layout,
    quantile_buckets,
    schema_version,
    undefined_variable,
    unit_suffix,
    unused_variable,
)

# What only all services together tell.
WHOLE_CHECKS: tuple[WholeCheck, ...] = (
    alert_panel,
    duplicate_dashboard,
    known_metric,
)
