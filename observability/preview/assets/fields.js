// A panel's series with their names, values and settings: the defaults, and what overrides say of each.
preview.fields = (() => {
  const { data } = preview;

  const copied = (value) => (value && typeof value === "object" && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copied(inner)])) : value);
  const set = (config, path, value) => {
    const [first, ...rest] = path.split(".");
    if (!rest.length) config[first] = value;
    else set((config[first] ??= {}), rest.join("."), value);
  };

  const MATCHERS = {
    byName: (option, field) => option === field.name,
    byRegexp: (option, field) => pattern(option).test(field.name),
    byFrameRefID: (option, field) => option === field.refId,
    byType: (option, field) => option === (field.type ?? "number"),
    byNames: (option, field) => (option?.names ?? []).includes(field.name),
  };
  const pattern = (text) => {
    const slashed = /^\/(.*)\/(\w*)$/s.exec(text);
    try {
      return slashed ? new RegExp(slashed[1], slashed[2]) : new RegExp(text);
    } catch {
      return /(?!)/;
    }
  };

  // The settings of a field: `{name, refId, type}`.
  const config = (panel, field) => {
    const settings = copied(panel.fieldConfig?.defaults ?? {});
    settings.custom ??= {};
    for (const override of panel.fieldConfig?.overrides ?? []) {
      if (MATCHERS[override.matcher?.id]?.(override.matcher.options, field)) {
        for (const property of override.properties ?? []) set(settings, property.id, property.value);
      }
    }
    return settings;
  };

  const legend = (target, series, single) => {
    const format = target.legendFormat ?? "";
    if (format && format !== "__auto") return preview.text(format.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, label) => series.labels[label] ?? ""));
    const { __name__: metric = "", ...labels } = series.labels;
    const pairs = Object.entries(labels);
    if (single && !pairs.length) return metric || target.expr || "Value";
    if (pairs.length === 1) return pairs[0][1];
    return `${metric}{${pairs.map(([key, value]) => `${key}="${value}"`).join(", ")}}`;
  };

  // All series of a panel: `asked` is what the page knows of its queries, by their letters.
  const series = (panel, asked) => {
    const found = [];
    for (const target of panel.targets ?? []) {
      const answer = data.answer(asked?.[target.refId]);
      if (!answer || target.hide) continue;
      answer.series.forEach((one, own) => {
        const instant = answer.form === "instant";
        const values = instant ? one.values : data.row(one);
        const name = legend(target, one, answer.series.length === 1);
        const settings = config(panel, { name, refId: target.refId });
        found.push({ name: settings.displayName ?? name, labels: one.labels, refId: target.refId, own, values, config: settings, bounds: [one.lower, one.upper], instant });
      });
    }
    // Several series of one colour are shades of it, whichever queries they come from.
    const same = new Map();
    found.forEach((one, index) => {
      const key = one.config.color?.fixedColor;
      same.set(key, (same.get(key) ?? -1) + 1);
      one.colour = preview.colours.ofSeries(one.config, index, same.get(key), data.reduce(one.values, "lastNotNull"));
    });
    return found;
  };

  const mapped = (config, value) => {
    for (const mapping of config.mappings ?? []) {
      const options = mapping.options ?? {};
      if (mapping.type === "value" && options[String(value)]) return options[String(value)];
      if (mapping.type === "range" && value !== null && value >= (options.from ?? -Infinity) && value <= (options.to ?? Infinity)) return options.result;
      if (mapping.type === "special" && ((options.match === "null" && value === null) || (options.match === "null+nan" && value === null))) return options.result;
    }
    return null;
  };

  // The words for a value: its mapping's, else formatted by unit; the number and its unit apart.
  const parts = (config, value) => {
    const text = mapped(config, value)?.text;
    if (text) return [text, ""];
    if (value === null || value === undefined) return [config.noValue ?? "No data", ""];
    return preview.units.parts(value, config.unit, config.decimals);
  };

  return {
    config, series, parts, mapped,
    shown: (settings, value) => parts(settings, value).join(""),
    colour: (settings, value) => preview.colours.resolve(mapped(settings, value)?.color ?? (settings.color?.mode === "fixed"
      ? settings.color.fixedColor : preview.colours.threshold(settings.thresholds, value))),
  };
})();
