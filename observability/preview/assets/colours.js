// Colours by their names in Grafana, in shades, by thresholds; and text that can be read on them.
preview.colours = (() => {
  const NAMED = {
    green: "#73bf69", "dark-green": "#37872d", "semi-dark-green": "#56a64b", "light-green": "#96d98d",
    yellow: "#fade2a", "dark-yellow": "#e0b400", "semi-dark-yellow": "#f2cc0c", "light-yellow": "#ffee52",
    red: "#f2495c", "dark-red": "#c4162a", "semi-dark-red": "#e02f44", "light-red": "#ff7383",
    blue: "#5794f2", "dark-blue": "#1f60c4", "semi-dark-blue": "#3274d9", "light-blue": "#8ab8ff",
    orange: "#ff9830", "dark-orange": "#fa6400", "semi-dark-orange": "#ff780a", "light-orange": "#ffb357",
    purple: "#b877d9", "dark-purple": "#8f3bb8", "semi-dark-purple": "#a352cc", "light-purple": "#ca95e5",
  };
  const CLASSIC = ["#73bf69", "#f2cc0c", "#8ab8ff", "#ff780a", "#f2495c", "#5794f2", "#b877d9", "#705da0", "#37872d", "#fade2a", "#447ebc", "#c15c17", "#890f02", "#0a437c", "#6d1f62", "#584477", "#b7dbab"];

  const variable = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const resolve = (colour) => {
    if (!colour || colour === "text") return variable("--text");
    if (colour === "transparent") return "rgba(0, 0, 0, 0)";
    return NAMED[colour] ?? colour;
  };

  const rgb = (colour) => {
    const hex = /^#([0-9a-f]{6})/i.exec(colour);
    if (hex) return [0, 2, 4].map((at) => parseInt(hex[1].slice(at, at + 2), 16));
    const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour);
    if (short) return short.slice(1).map((digit) => parseInt(digit + digit, 16));
    const numbers = (colour.match(/[\d.]+/g) ?? ["128", "128", "128"]).map(Number);
    return numbers.slice(0, 3);
  };
  const text = ([r, g, b]) => `rgb(${Math.round(r)}, ${Math.round(g)}, ${Math.round(b)})`;
  const alpha = (colour, share) => `rgba(${rgb(resolve(colour)).join(", ")}, ${share})`;
  const mixed = (one, other, share) => one.map((value, index) => value + (other[index] - value) * share);

  const luminance = (parts) => {
    const [r, g, b] = parts.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  };

  // The colour, moved towards black or white until text in it can be read on the background.
  const readable = (colour, background, least = 4.5) => {
    const under = rgb(background);
    const goal = luminance(under) > 0.18 ? [0, 0, 0] : [255, 255, 255];
    let found = rgb(resolve(colour));
    for (let step = 0; step < 20 && contrast(found, under) < least; step += 1) found = mixed(found, goal, 0.1);
    return text(found);
  };
  const over = (colour) => {
    const under = rgb(resolve(colour));
    return contrast(under, [0, 0, 0]) >= contrast(under, [255, 255, 255]) ? "#000000" : "#ffffff";
  };

  const shade = (colour, index) => {
    if (index === 0) return resolve(colour);
    const towards = index % 2 ? [255, 255, 255] : [0, 0, 0];
    return text(mixed(rgb(resolve(colour)), towards, Math.min(0.6, 0.22 * Math.ceil(index / 2))));
  };

  const threshold = (thresholds, value) => {
    const steps = thresholds?.steps ?? [];
    let found = steps[0]?.color ?? "text";
    for (const step of steps) if (step.value !== null && value !== null && value >= step.value) found = step.color;
    return found;
  };

  // The colour of a series: `index` counts all of a panel, `own` those of its query.
  const ofSeries = (config, index, own, value = null) => {
    const { mode, fixedColor } = config.color ?? {};
    if (mode === "fixed") return resolve(fixedColor);
    if (mode === "shades") return shade(fixedColor, own);
    if (mode === "thresholds") return resolve(threshold(config.thresholds, value));
    return CLASSIC[index % CLASSIC.length];
  };

  // Cividis as a polynomial: Nuñez, Anderton and Renslow, 2018; the same for all kinds of colour vision.
  const cividis = (t) => text([
    -4.54 - t * (35.34 - t * (2381.73 - t * (6402.7 - t * (7024.72 - t * 2710.57)))),
    32.49 + t * (170.73 + t * (52.82 - t * (131.46 - t * (176.58 - t * 67.37)))),
    81.24 + t * (442.36 - t * (2482.43 - t * (6167.24 - t * (6614.94 - t * 2475.67)))),
  ].map((value) => Math.max(0, Math.min(255, value))));

  return { resolve, alpha, readable, over, shade, threshold, ofSeries, cividis, variable, contrast: (a, b) => contrast(rgb(a), rgb(b)) };
})();
