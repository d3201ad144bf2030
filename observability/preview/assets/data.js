// The data of the page: answers by their number, cut to the chosen time, with the chosen values of variables.
preview.data = (() => {
  let payload = null;
  const view = { from: 0, to: 0, choices: {} };
  const ALL = "$__all";
  // Several values of one variable are told apart by what stands in none.
  const BETWEEN = "\u0001";

  const load = (parsed) => {
    payload = parsed;
    preview.units.setNow(parsed.span.end);
    Object.assign(view, { from: parsed.span.start, to: parsed.span.end });
  };

  const chosen = (name) => view.choices[name] ?? ALL;
  const parts = (value) => value.split(BETWEEN);
  // Whether a page holds answers for several values of a variable together: of those with many values it does not.
  const holdsSeveral = (shown, name) => Object.values(shown.queries).flatMap(Object.values).some(({ uses, answers }) => uses.includes(name)
    && Object.keys(answers).some((key) => key.split("\u0000")[uses.indexOf(name)].includes(BETWEEN)));
  // One choice for some of a variable's values, in the order in which they are known: all of them are All.
  const choice = (wanted, known) => {
    const values = [...new Set(wanted)].sort((a, b) => known.indexOf(a) - known.indexOf(b));
    return !values.length || values.includes(ALL) || (values.length > 1 && known.every((value) => values.includes(value))) ? ALL : values.join(BETWEEN);
  };
  const answer = (asked) => {
    if (!asked) return null;
    const key = asked.uses.map(chosen).join("\u0000");
    // Where a page would be too large, not all values together have answers.
    const number = asked.answers[key] ?? null;
    return number === null ? { missing: true, expr: "", series: [] } : payload.results[number];
  };

  const range = () => {
    const { start, step, end } = payload.span;
    const first = Math.max(0, Math.ceil((view.from - start) / step));
    const last = Math.min(Math.floor((end - start) / step), Math.floor((view.to - start) / step));
    return { first, last, step, start };
  };
  const times = () => {
    const { first, last, step, start } = range();
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (start + (first + index) * step) / 1000);
  };
  const row = (series) => {
    const { first, last } = range();
    const made = [];
    for (let index = first; index <= last; index += 1) made.push(series.values[index - series.at] ?? null);
    return made;
  };

  const REDUCERS = {
    lastNotNull: (values) => values.findLast((value) => value !== null) ?? null,
    last: (values) => values.at(-1) ?? null,
    firstNotNull: (values) => values.find((value) => value !== null) ?? null,
    first: (values) => values[0] ?? null,
    min: (values) => some(values, (a, b) => Math.min(a, b)),
    max: (values) => some(values, (a, b) => Math.max(a, b)),
    sum: (values) => some(values, (a, b) => a + b),
    mean: (values) => {
      const known = values.filter((value) => value !== null);
      return known.length ? known.reduce((a, b) => a + b) / known.length : null;
    },
    count: (values) => values.filter((value) => value !== null).length,
  };
  const some = (values, combine) => {
    const known = values.filter((value) => value !== null);
    return known.length ? known.reduce((a, b) => combine(a, b)) : null;
  };
  const TITLES = { lastNotNull: "Last", last: "Last", min: "Min", max: "Max", mean: "Mean", sum: "Total", count: "Count" };

  return {
    load, view, answer, range, times, row, chosen, parts, choice, holdsSeveral, ALL,
    payload: () => payload,
    reduce: (values, name) => (REDUCERS[name] ?? REDUCERS.lastNotNull)(values),
    reducerTitle: (name) => TITLES[name] ?? name,
  };
})();
