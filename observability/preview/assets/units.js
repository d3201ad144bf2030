// Values as Grafana formats them: grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options.
preview.units = (() => {
  const decimalsFor = (value) => {
    if (value === 0 || value % 1 === 0) return 0;
    return Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  };

  const fixed = (value, decimals) => {
    const places = Math.min(20, decimals ?? decimalsFor(value));
    const factor = 10 ** places;
    const rounded = Math.round(value * factor) / factor;
    const text = String(Object.is(rounded, -0) ? 0 : rounded);
    return text.includes("e") ? text : Number(text).toFixed(places);
  };

  // Steps of `base`: the largest step that leaves at least one before the point.
  const scaled = (base, names, glue = "") => (value, decimals) => {
    let step = 0;
    while (Math.abs(value) >= base && step < names.length - 1) {
      value /= base;
      step += 1;
    }
    return [fixed(value, decimals), `${names[step]}${glue}`];
  };
  const plain = (suffix) => (value, decimals) => [fixed(value, decimals), suffix];
  const count = (what) => scaled(1000, ["", "K", "M", "B", "T"], ` ${what}`);
  const metric = (unit) => scaled(1000, ["", "k", "M", "G", "T", "P"].map((prefix) => ` ${prefix}${unit}`));
  const binary = (unit) => scaled(1024, ["", "Ki", "Mi", "Gi", "Ti", "Pi"].map((prefix) => ` ${prefix}${unit}`));

  // Each name with how many of the unit before make one of it.
  const TIMES = [["ns", 1], ["µs", 1e3], ["ms", 1e3], ["s", 1e3], ["min", 60], ["hour", 60], ["day", 24], ["week", 7], ["year", 365 / 7]];
  const time = (unit) => {
    const start = TIMES.findIndex(([name]) => name === unit);
    return (value, decimals) => {
      let at = start;
      while (value !== 0 && Math.abs(value) < 1 && at > 0) {
        value *= TIMES[at][1];
        at -= 1;
      }
      while (at < TIMES.length - 1 && Math.abs(value) >= TIMES[at + 1][1]) {
        value /= TIMES[at + 1][1];
        at += 1;
      }
      const [name] = TIMES[at];
      const several = name.length > 2 && fixed(value, decimals) !== "1";
      return [fixed(value, decimals), ` ${name}${several ? "s" : ""}`];
    };
  };

  const ago = (now) => (value) => {
    const seconds = (now() - value) / 1000;
    const size = Math.abs(seconds);
    const steps = [[45, "seconds", 1], [2700, "minutes", 60], [79200, "hours", 3600], [2246400, "days", 86400], [27648000, "months", 2629800], [Infinity, "years", 31557600]];
    const [, name, unit] = steps.find(([limit]) => size < limit);
    if (name === "seconds") return [seconds < 0 ? "in a few seconds" : "a few seconds ago", ""];
    const number = Math.max(1, Math.round(size / unit));
    const words = number === 1 ? `${name === "hours" ? "an" : "a"} ${name.slice(0, -1)}` : `${number} ${name}`;
    return [seconds < 0 ? `in ${words}` : `${words} ago`, ""];
  };
  const date = (value) => [new Date(value).toISOString().replace("T", " ").slice(0, 19), ""];

  let now = () => Date.now();
  const FORMATS = {
    none: plain(""),
    string: plain(""),
    short: scaled(1000, ["", " K", " Mil", " Bil", " Tri", " Quadr", " Quint"]),
    percent: plain("%"),
    percentunit: (value, decimals) => [fixed(value * 100, decimals), "%"],
    bool: (value) => [value ? "True" : "False", ""],
    bool_yes_no: (value) => [value ? "Yes" : "No", ""],
    bool_on_off: (value) => [value ? "On" : "Off", ""],
    bytes: binary("B"), decbytes: metric("B"), bits: binary("b"), decbits: metric("b"),
    Bps: metric("B/s"), binBps: binary("B/s"), bps: metric("b/s"), binbps: binary("b/s"),
    ns: time("ns"), "µs": time("µs"), ms: time("ms"), s: time("s"), m: time("min"), h: time("hour"), d: time("day"),
    dtdurations: time("s"),
    dateTimeFromNow: ago(() => now()),
    dateTimeAsIso: date, dateTimeAsUS: date, dateTimeAsLocal: date, dateTimeAsSystem: date,
    reqps: count("req/s"), rps: count("rd/s"), wps: count("wr/s"), ops: count("ops/s"), opm: count("ops/m"),
    cps: count("c/s"), eps: count("evt/s"), mps: count("msg/s"), iops: count("io/s"), rowsps: count("rows/s"), reqpm: count("req/m"),
    hertz: metric("Hz"), celsius: plain(" °C"), watt: metric("W"), volt: metric("V"), amp: metric("A"),
  };

  const formatter = (unit) => {
    if (FORMATS[unit]) return FORMATS[unit];
    const [kind, ...rest] = String(unit ?? "").split(":");
    const text = rest.join(":");
    if (kind === "suffix") return plain(text);
    if (kind === "prefix") return (value, decimals) => [`${text}${fixed(value, decimals)}`, ""];
    if (kind === "si") return metric(text);
    return unit ? plain(` ${unit}`) : FORMATS.short;
  };

  // A number and what follows it, apart, so that the second can be smaller.
  const parts = (value, unit, decimals) => {
    if (value === null || value === undefined || Number.isNaN(value)) return ["", ""];
    if (!Number.isFinite(value)) return [value > 0 ? "+Inf" : "-Inf", ""];
    return formatter(unit)(value, decimals ?? null);
  };

  return {
    parts,
    format: (value, unit, decimals) => parts(value, unit, decimals).join(""),
    setNow: (moment) => { now = () => moment; },
  };
})();
