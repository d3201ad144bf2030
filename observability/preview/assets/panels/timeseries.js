// Lines over time, with thresholds, annotations, a legend whose entries hide and show, and a cross-hair for all charts.
preview.panels.timeseries = (box, { panel, series, shown, zoom }) => {
  const { element, fields, colours, charts, data } = preview;
  const settings = fields.config(panel, { name: "" });
  const times = data.times();
  const drawn = series.filter((one) => !one.config.custom?.hideFrom?.viz);
  if (!drawn.some((one) => one.values.some((value) => value !== null))) {
    box.append(element("p", { class: "nothing" }, settings.noValue ?? "No data"));
    return;
  }

  const canvas = element("div", { class: "chart" });
  box.append(canvas);
  const legend = panel.options?.legend ?? {};
  let chart = null;
  if (legend.showLegend !== false && legend.displayMode !== "hidden") box.append(entries());

  const logarithmic = settings.custom?.scaleDistribution?.type === "log";
  // Logarithmic above a value and linear around 0, which then has a place.
  const symmetric = settings.custom?.scaleDistribution?.type === "symlog";
  const marks = charts.annotations(shown);
  const hint = charts.tooltip(lines);
  chart = charts.draw(canvas, {
    padding: [8, 18, 0, 0],
    cursor: charts.cursor(zoom),
    scales: {
      x: { time: true, range: () => [times[0], times.at(-1)] },
      y: symmetric ? { distr: 4, asinh: settings.custom.scaleDistribution.linearThreshold ?? 1, range: (_, low, high) => range(low, high) } : logarithmic ? { distr: 3, log: settings.custom.scaleDistribution.log ?? 10, range: (_, low, high) => logRange(low, high) } : { range: (_, low, high) => range(low, high) },
    },
    axes: [charts.timeAxis(), charts.valueAxis(settings.unit, {
      ...(symmetric ? { splits: (_, __, low, high) => charts.marksAround0(low, high, settings.custom.scaleDistribution.linearThreshold ?? 1) } : {}),
      ...(charts.BINARY.has(settings.unit) ? { incrs: charts.POWERS } : {}),
    })],
    series: [{}, ...drawn.map(line)],
    hooks: {
      init: [hint.hooks.init], destroy: [hint.hooks.destroy], setCursor: [hint.hooks.setCursor],
      setSelect: [charts.select(zoom)], drawClear: [charts.annotated(marks)], draw: [charts.thresholds(settings)],
    },
  }, [times, ...drawn.map((one) => (logarithmic ? one.values.map((value) => (value !== null && value > 0 ? value : null)) : one.values))]);

  function line(one) {
    const custom = one.config.custom ?? {};
    const dash = custom.lineStyle?.fill === "dash" ? custom.lineStyle.dash ?? [10, 10] : custom.lineStyle?.fill === "dot" ? [0, 10] : undefined;
    const opacity = (custom.fillOpacity ?? 0) / 100;
    const fill = opacity ? (plot) => {
      const { top, height } = plot.bbox;
      if (custom.gradientMode !== "opacity" || !Number.isFinite(height) || !height) return colours.alpha(one.colour, opacity);
      const made = plot.ctx.createLinearGradient(0, top, 0, top + height);
      made.addColorStop(0, colours.alpha(one.colour, opacity));
      made.addColorStop(1, colours.alpha(one.colour, 0));
      return made;
    } : undefined;
    return {
      label: one.name, stroke: one.colour, width: custom.lineWidth ?? 1, dash, fill, spanGaps: custom.spanNulls === true,
      points: { show: custom.showPoints === "always", size: custom.pointSize ?? 5 },
      paths: custom.drawStyle === "bars" ? uPlot.paths.bars() : custom.lineInterpolation === "stepAfter" ? uPlot.paths.stepped({ align: 1 }) : undefined,
    };
  }

  // What Grafana does: the axis holds all values, some room around them, and what the panel says of its ends.
  function range(low, high) {
    if (low === null) return [settings.min ?? 0, settings.max ?? 1];
    const visible = thresholdsInView(low, high);
    [low, high] = [Math.min(low, ...visible), Math.max(high, ...visible)];
    const room = (high - low || Math.abs(high) || 1) * 0.08;
    const bottom = low >= 0 && low - room < 0 ? 0 : low - room;
    return [settings.min ?? settings.custom?.axisSoftMin ?? bottom, settings.max ?? Math.max(settings.custom?.axisSoftMax ?? -Infinity, high + room)];
  }
  function thresholdsInView(low, high) {
    if ((settings.custom?.thresholdsStyle?.mode ?? "off") === "off") return [];
    const size = high - low || Math.abs(high);
    return (settings.thresholds?.steps ?? []).map((step) => step.value).filter((value) => value !== null && value >= low - size && value <= high + size);
  }
  function logRange(low, high) {
    if (low === null || !(high > 0)) return [0.1, 10];
    const floor = settings.min > 0 ? settings.min : low > 0 ? low : high / 1000;
    return [10 ** Math.floor(Math.log10(floor)), settings.max ?? 10 ** Math.ceil(Math.log10(high) + 1e-9)];
  }

  function lines(plot, at) {
    const found = drawn.map((one, index) => ({ one, value: plot.series[index + 1].show ? plot.data[index + 1][at] : null })).filter(({ value }) => value !== null && value !== undefined);
    const order = panel.options?.tooltip?.sort;
    if (order === "desc") found.sort((a, b) => b.value - a.value);
    if (order === "asc") found.sort((a, b) => a.value - b.value);
    const when = times[at];
    const near = marks.filter((mark) => mark.from <= when + data.range().step / 1000 && when <= mark.to);
    return [
      ...found.map(({ one, value }) => element("div", { class: "line" }, swatch(one.colour), element("span", { class: "name" }, one.name), element("span", { class: "value" }, fields.shown(one.config, value)))),
      ...near.map((mark) => element("div", { class: "line mark" }, swatch(mark.colour), element("span", { class: "name" }, `${mark.name}: ${mark.title}`))),
    ];
  }
  function swatch(colour) {
    return element("span", { class: "swatch", style: { "background-color": colour } });
  }

  function entries() {
    const calcs = legend.calcs ?? [];
    const table = legend.displayMode === "table" && calcs.length > 0;
    const toggle = (one, index) => element("button", {
      type: "button", class: "entry", "aria-pressed": "true", title: `${one.name}: hide or show`,
      onclick: (event) => {
        const visible = !chart.series[index + 1].show;
        chart.setSeries(index + 1, { show: visible });
        event.currentTarget.setAttribute("aria-pressed", String(visible));
      },
    }, swatch(one.colour), element("span", { class: "name" }, one.name));
    if (!table) return element("div", { class: "legend" }, drawn.map(toggle));
    const head = element("tr", {}, element("th", { scope: "col" }, "Name"), calcs.map((calc) => element("th", { scope: "col", class: "number" }, data.reducerTitle(calc))));
    const rows = drawn.map((one, index) => element("tr", {}, element("th", { scope: "row" }, toggle(one, index)),
      calcs.map((calc) => element("td", { class: "number" }, fields.shown(one.config, data.reduce(one.values, calc))))));
    return element("div", { class: "legend", tabindex: 0, role: "region", "aria-label": `Legend of ${preview.text(panel.title)}` },
      element("table", {}, element("thead", {}, head), element("tbody", {}, rows)));
  }
};
