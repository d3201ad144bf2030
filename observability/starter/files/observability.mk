# Dashboards, rules and their review as targets: `include observability.mk` in a Makefile, for GNU Make 3.81 or newer.
# Settings stand in that Makefile, above the include. `observability makefile > observability.mk` renews this file.

# What pip installs the program from, into a folder here: a wheel, or git+https://...@<commit>. Empty: the one on PATH.
OBSERVABILITY_FROM ?=
OBSERVABILITY_VENV ?= .observability
OBSERVABILITY ?= $(if $(OBSERVABILITY_FROM),$(OBSERVABILITY_VENV)/bin/)observability

# The folder of what is compiled, the branch that a change is for, and options for the audit of runbooks.
OBSERVABILITY_BUILD ?= build
OBSERVABILITY_BASE ?= origin/main
OBSERVABILITY_AUDIT ?=

.PHONY: dashboards rules verify mutants review runbooks observability-program

dashboards: observability-program ## Compile the services into dashboards, rules, routes and a catalog
	@$(OBSERVABILITY) build --output "$(OBSERVABILITY_BUILD)"

rules: observability-program ## Compile only the rules
	@$(OBSERVABILITY) build --output "$(OBSERVABILITY_BUILD)" --only rules

verify: dashboards ## Compile with tests of the rules, and check all of it with promtool, amtool and checks of our own
	@$(OBSERVABILITY) build --output "$(OBSERVABILITY_BUILD)" --only tests
	@$(OBSERVABILITY) verify "$(OBSERVABILITY_BUILD)"

mutants: rules ## Change each rule in every way; is there a change that makes a difference, and no test would notice?
	@$(OBSERVABILITY) verify "$(OBSERVABILITY_BUILD)" --mutants

# Compared with where this branch began, so that what others changed since is not taken for a change of ours.
review: observability-program ## Tell what a change of alerts means: who is woken more often, or no longer
	@$(OBSERVABILITY) diff "$$(git merge-base "$(OBSERVABILITY_BASE)" HEAD 2>/dev/null || echo "$(OBSERVABILITY_BASE)")"

runbooks: observability-program ## Audit where the alerts lead, without the network; is anything missing there?
	@$(OBSERVABILITY) runbooks audit $(OBSERVABILITY_AUDIT)
	@$(OBSERVABILITY) runbooks new --check

ifeq ($(OBSERVABILITY_FROM),)
observability-program:
	@command -v $(OBSERVABILITY) >/dev/null || { echo "There is no program $(OBSERVABILITY) here. Install it, or say where" \
		"pip finds it, above the include: OBSERVABILITY_FROM := <a wheel, or git+https://...@<commit>>"; exit 3; } >&2
else
# Installed anew when that changes.
observability-program:
	@grep -sqxF -e "$(OBSERVABILITY_FROM)" "$(OBSERVABILITY_VENV)/from" || { \
		echo "Installing observability into $(OBSERVABILITY_VENV)" >&2 && python3 -m venv --clear "$(OBSERVABILITY_VENV)" && \
		"$(OBSERVABILITY_VENV)/bin/pip" --disable-pip-version-check --quiet install "$(OBSERVABILITY_FROM)" && \
		echo "$(OBSERVABILITY_FROM)" > "$(OBSERVABILITY_VENV)/from"; }
endif
