// What stands above a dashboard: which one, its variables, the time, light or dark.
preview.controls = (() => {
  const { element, data, charts } = preview;
  const HOUR = 3600e3;
  const SEVERAL = "$__several";
  const RANGES = [["Last 15 minutes", 0.25], ["Last hour", 1], ["Last 3 hours", 3], ["Last 6 hours", 6], ["Last 12 hours", 12], ["Last 24 hours", 24], ["Last 2 days", 48], ["Last 7 days", 168]];

  const labelled = (words, control) => {
    control.setAttribute("aria-label", words);
    return element("label", { class: "control" }, element("span", {}, words), control);
  };

  const variables = (shown, changed) => (shown.json.templating?.list ?? []).filter((one) => one.type === "query" && one.hide !== 2).map((variable) => {
    const values = shown.values[variable.name] ?? [];
    const held = values.slice(0, data.payload().mostValues);
    const words = preview.text(variable.label || variable.name);
    const chosen = data.chosen(variable.name);
    const together = chosen === data.ALL ? [] : data.parts(chosen);
    const choose = (event) => {
      if (event.target.value !== SEVERAL) return changed(variable.name, event.target.value);
      event.target.value = chosen;
      return several(words, held, together, (found) => changed(variable.name, data.choice(found, values)));
    };
    const select = element("select", { "data-variable": variable.name, onchange: choose },
      element("option", { value: data.ALL }, "All"), held.map((value) => element("option", { value }, value)),
      together.length > 1 ? element("option", { value: chosen }, together.join(" + ")) : "",
      variable.multi && data.holdsSeveral(shown, variable.name) ? element("option", { value: SEVERAL }, "Several…") : "",
      values.length > held.length ? element("option", { disabled: true }, `${values.length - held.length} more, not in this page`) : "");
    select.value = chosen;
    if (select.selectedIndex < 0) select.value = data.ALL;
    return labelled(words, select);
  });

  // Some of the values, each with a box to tick, in a dialog: it holds the focus, and Escape leaves all as it was.
  const several = (words, values, chosen, taken) => {
    const heading = preview.unique("several");
    const boxes = values.map((value) => element("input", { type: "checkbox", value, checked: chosen.includes(value) }));
    const dialog = element("dialog", { "aria-labelledby": heading, onclose: () => {
      dialog.remove();
      if (dialog.returnValue === "take") taken(boxes.filter((box) => box.checked).map((box) => box.value));
    } });
    dialog.append(element("form", { class: "dialog several", method: "dialog" },
      element("h2", { id: heading }, words),
      element("ul", {}, boxes.map((box) => element("li", {}, element("label", {}, box, box.value)))),
      element("p", { class: "aside" }, "None is All."),
      element("button", { type: "submit", class: "take", value: "take" }, "Show these")));
    document.body.append(dialog);
    dialog.showModal();
  };

  const time = (changed) => {
    const { start, end } = data.payload().span;
    const { from, to } = data.view;
    const whole = end - start;
    const select = element("select", { "data-time": "", onchange: (event) => changed(event.target.value === "all" ? [start, end] : [end - Number(event.target.value) * HOUR, end]) },
      RANGES.filter(([, hours]) => hours * HOUR < whole).map(([words, hours]) => element("option", { value: hours }, words)),
      element("option", { value: "all" }, `All: ${span(whole)}`));
    const preset = RANGES.find(([, hours]) => to === end && Math.abs(to - from - hours * HOUR) < 1000 && hours * HOUR < whole);
    if (from === start && to === end) select.value = "all";
    else if (preset) select.value = String(preset[1]);
    else {
      select.append(element("option", { value: "zoomed", disabled: true }, `${charts.clock(from / 1000, false)} to ${charts.clock(to / 1000, false)}`));
      select.value = "zoomed";
    }
    return labelled("Time", select);
  };
  const span = (milliseconds) => {
    const hours = milliseconds / HOUR;
    return hours >= 48 ? `${Math.round(hours / 24)} days` : hours >= 1 ? `${+hours.toFixed(1)} hours` : `${Math.round(hours * 60)} minutes`;
  };

  const dashboards = (current, changed) => {
    const all = data.payload().dashboards;
    if (all.length < 2) return "";
    const select = element("select", { "data-dashboards": "", onchange: (event) => changed(event.target.value) }, all.map((one) => element("option", { value: one.json.uid }, preview.text(one.json.title), data.payload().compared ? ` (${preview.compare.WORDS[one.change]})` : "")));
    select.value = current;
    return labelled("Dashboard", select);
  };

  const theme = (changed) => {
    const dark = document.documentElement.dataset.theme === "dark";
    return element("button", { type: "button", class: "theme", "data-theme-switch": "", "aria-pressed": String(dark), title: dark ? "Switch to light" : "Switch to dark", onclick: changed }, dark ? "Light" : "Dark");
  };

  const view = (whole, changed) => {
    const select = element("select", { "data-view": "", onchange: (event) => changed(event.target.value === "whole") },
      element("option", { value: "changes" }, "What changed"), element("option", { value: "whole" }, "The whole dashboard"));
    select.value = whole ? "whole" : "changes";
    return labelled("View", select);
  };

  return { variables, view, time, dashboards, theme };
})();
