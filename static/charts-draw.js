// Turns what a chart's address answers into what Plotly draws, in the colours of the present theme.
//
// {"kind": "days", "days": ["2026-01-31", …], "span": [first, last] or [],
//  "series": [{"name", "values", "colour", "shape", "pattern", "days", "low"}]}
//   A shape is "steps", "bars", "ahead" (what is expected) or "band" (between `low` and `values`, around what is
//   expected). A series may have days of its own. Without a span the days decide how far the axis reaches.
// {"kind": "bars", "unit", "labels", "series": [{"name", "values", "colour", "pattern"}]}
// {"kind": "intervals", "unit", "labels", "words", "verdicts", "values", "low", "high", "band_low", "band_high"}

export const CONFIG = { displayModeBar: false, responsive: true };
const DAY_MS = 24 * 3600 * 1000;
const FEW_DAYS = 5;
const MANY_DAYS = 20;
const MANY_MONTHS = 150;
const ALONE_DAYS = 3;
const FEW_OF_ALL = 6;
const MOST_LINES = 16;
const LINE_PIXELS = 26;
const ROOM_PIXELS = 108;
const NARROW_PIXELS = 480;
const MARGIN_PIXELS = 52;
const FAINT = 0.18;
// Told apart by shape as well as by colour.
const VERDICTS = {
  reproduced: { name: "Reproduced", colour: "proven", symbol: "circle" },
  partly: { name: "Partly", colour: "fading", symbol: "diamond" },
  not: { name: "Not reproduced", colour: "failed", symbol: "x" },
  open: { name: "Open", colour: "ink-faint", symbol: "circle-open" },
};

export function isEmpty({ days, labels, series }) {
  return !(labels ?? [...days, ...series.flatMap((one) => one.days ?? [])]).length;
}

export function figureOf(drawing, element) {
  return { days: daysFigure, bars: barsFigure, intervals: intervalsFigure }[drawing.kind](drawing, element.clientWidth);
}

function colour(name) {
  return getComputedStyle(document.querySelector(`.chart-colours > .${name}`)).color;
}

function faint(opaque) {
  return opaque.replace(/^rgb\((.*)\)$/, `rgba($1, ${FAINT})`);
}

// What every chart shares.
function ground(rest) {
  const font = { family: getComputedStyle(document.body).fontFamily, size: 13, color: colour("ink-soft") };
  return {
    font,
    autosize: true,
    dragmode: false,
    hoverlabel: { bgcolor: colour("sheet"), bordercolor: colour("line"), font, namelength: -1 },
    legend: { orientation: "h", traceorder: "normal", x: 0, y: 1.02, yanchor: "bottom" },
    margin: { l: 40, r: 12, t: 36, b: 36 },
    paper_bgcolor: "transparent",
    plot_bgcolor: "transparent",
    ...rest,
  };
}

// A pattern is drawn on the colour, in that of the page.
function filled(called, shape = "") {
  return { color: colour(called), pattern: { shape, bgcolor: colour(called), fgcolor: colour("sheet"), solidity: 0.25, size: 6 } };
}

function axis(rest) {
  return { gridcolor: colour("line"), linecolor: colour("line"), zerolinecolor: colour("line"), fixedrange: true, ...rest };
}

// Days ---------------------------------------------------------------------------------------------

function daysFigure({ days, series, span }, width) {
  const every = [...span, ...days, ...series.flatMap((one) => one.days ?? [])];
  const [first, last] = ends(every);
  const room = Math.max(width - MARGIN_PIXELS, NARROW_PIXELS / 2);
  const thick = Math.max(0.8, (last - first) / DAY_MS / room) * DAY_MS;
  const layout = ground({
    barmode: "stack",
    bargap: 0.25,
    hovermode: "x unified",
    xaxis: axis({ type: "date", showgrid: false, tickangle: 0, ...dateAxis(first, last, width) }),
    yaxis: axis({ rangemode: "tozero", tickformat: "d", ...countAxis(series.flatMap(({ values }) => values)) }),
  });
  return { traces: series.map((one) => dayTrace(days, one, thick)), layout };
}

function dayTrace(common, { name, values, colour: called, shape, pattern, days = common, low }, thick) {
  if (shape === "band") return band(name, days, values, low, colour(called));
  if (shape === "bars") return dayBars(name, days, values, filled(called, pattern), thick);
  return line(name, days, values, called, shape);
}

// One closed outline: along the upper edge and back along the lower one.
function band(name, days, high, low, fill) {
  const outline = { x: [...days, ...[...days].reverse()], y: [...high, ...[...low].reverse()] };
  return { name, ...outline, type: "scatter", mode: "lines", line: { width: 0 }, fill: "toself", fillcolor: faint(fill), hoverinfo: "skip" };
}

// As thick as a day, whatever days there are, and never thinner than a pixel.
function dayBars(name, days, values, marker, thick) {
  const width = days.map(() => thick);
  return { name, type: "bar", x: days, y: values, width, marker, hovertemplate: "%{y}" };
}

function line(name, days, values, called, shape) {
  const common = { name, x: days, y: values, hovertemplate: shape === "ahead" ? "%{y:.0f}" : "%{y}" };
  if (shape === "ahead") return { ...common, type: "scatter", mode: "lines", line: { color: colour(called), width: 2, dash: "dash" } };
  const steps = { color: colour(called), width: 2.5, shape: "hv", dash: called === "claimed" ? "dot" : "solid" };
  return { ...common, type: "scatter", mode: days.length < FEW_DAYS ? "lines+markers" : "lines", line: steps };
}

function ends(days) {
  const moments = days.map((day) => Date.parse(day));
  return [Math.min(...moments), Math.max(...moments)];
}

// Left to itself an axis of a few days counts hours. These are days, each with its name, and room around a lone one.
function dateAxis(first, last, width) {
  const length = Math.round((last - first) / DAY_MS);
  const most = width < NARROW_PIXELS ? 4 : 8;
  const room = length ? DAY_MS / 2 : ALONE_DAYS * DAY_MS;
  const range = [first - room, last + room].map((moment) => new Date(moment).toISOString());
  const named = { range, hoverformat: "%-d %b %Y" };
  if (length > MANY_MONTHS) return { ...named, nticks: most };
  if (length > MANY_DAYS) return { ...named, tickformat: "%-d %b", nticks: most };
  const step = Math.max(1, Math.ceil((length || 2 * ALONE_DAYS) / most));
  return { ...named, tickformat: "%-d %b", dtick: step * DAY_MS };
}

// Whole numbers, each once.
function countAxis(values) {
  return Math.max(...values) < FEW_OF_ALL ? { dtick: 1 } : { nticks: 6 };
}

// Lines with a name each, the first at the top ------------------------------------------------------

function barsFigure({ labels, series, unit }, width) {
  const totals = labels.map((_, place) => series.reduce((sum, { values }) => sum + values[place], 0));
  const shown = mostOf(totals);
  const names = shown.map((place) => labels[place]);
  const traces = series
    .map((one) => ({ ...one, values: shown.map((place) => one.values[place]) }))
    .filter(({ values }) => values.some((value) => value))
    .map(({ name, values, colour: called, pattern }) => ({
      ...{ name, type: "bar", orientation: "h", x: values, y: shown.map((_, line) => line) },
      ...{ customdata: names.map(escaped), hovertemplate: "%{customdata}: %{x}<extra></extra>" },
      marker: filled(called, pattern),
    }));
  const title = shown.length < labels.length ? `${unit}<br>(the ${shown.length} highest of ${labels.length})` : unit;
  const whole = unit === "attempts" ? { tickformat: "d", ...countAxis(totals) } : { nticks: 6 };
  const layout = ground({
    ...linesLayout(names, width, series.length > 1),
    barmode: "stack",
    bargap: 0.35,
    xaxis: axis({ rangemode: "tozero", title: titled(title), ...whole }),
  });
  return { traces, layout };
}

function titled(text) {
  return { text, standoff: 8, font: { size: 13 } };
}

// The places of the highest, in the order they came in.
function mostOf(totals) {
  const places = totals.map((_, place) => place);
  const highest = [...places].sort((one, other) => totals[other] - totals[one] || one - other).slice(0, MOST_LINES);
  return places.filter((place) => highest.includes(place));
}

function linesLayout(names, width, hasLegend) {
  const most = width < NARROW_PIXELS ? 16 : 30;
  return {
    height: names.length * LINE_PIXELS + ROOM_PIXELS + (hasLegend ? LINE_PIXELS : 0),
    hovermode: "closest",
    showlegend: hasLegend,
    margin: { l: 8, r: 16, t: hasLegend ? 44 : 8, b: 64 },
    yaxis: axis({
      automargin: true,
      range: [names.length - 0.4, -0.6],
      tickvals: names.map((_, line) => line),
      ticktext: names.map((name) => escaped(shortened(name, most))),
      showgrid: false,
      zeroline: false,
    }),
  };
}

function shortened(name, most) {
  return name.length > most ? `${name.slice(0, most - 1).trimEnd()}…` : name;
}

// Plotly reads a few tags and entities in every text: a name of the learner's is shown as it was written.
function escaped(name) {
  return name.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

// Means with their intervals, each on the band in which it counts ------------------------------------

function intervalsFigure(drawing, width) {
  const names = drawing.labels.slice(0, MOST_LINES);
  const lines = names.map((_, line) => line);
  const range = reach(drawing, lines);
  const traces = Object.entries(VERDICTS)
    .map(([verdict, look]) => [look, lines.filter((line) => drawing.verdicts[line] === verdict)])
    .filter(([, found]) => found.length)
    .map(([look, found]) => points(drawing, look, found));
  const more = names.length < drawing.labels.length ? `<br>(the latest ${names.length} of ${drawing.labels.length})` : "";
  const layout = ground({
    ...linesLayout(names, width, true),
    shapes: [...lines.map((line) => bandShape(drawing, line, range)), zero(names.length)],
    xaxis: axis({ range, title: titled(drawing.unit + more), nticks: width < NARROW_PIXELS ? 4 : 7 }),
  });
  return { traces, layout };
}

function points({ values, low, high, labels, words }, { name, colour: called, symbol }, lines) {
  const side = (end, sign) => lines.map((line) => (end[line] === null ? 0 : sign * (end[line] - values[line])));
  return {
    ...{ name, type: "scatter", mode: "markers", x: lines.map((line) => values[line]), y: lines },
    customdata: lines.map((line) => `${escaped(labels[line])}<br>${escaped(words[line])}`),
    hovertemplate: "%{customdata}<extra></extra>",
    marker: { color: colour(called), symbol, size: 10, line: { color: colour(called), width: 2 } },
    error_x: { type: "data", symmetric: false, array: side(high, 1), arrayminus: side(low, -1), color: colour(called), thickness: 2, width: 5 },
  };
}

// From the lowest to the highest that there is to see, with some room; a band may be open to one side.
function reach({ values, low, high, band_low, band_high }, lines) {
  const ends = [values, low, high, band_low, band_high].flatMap((side) => lines.map((line) => side[line]));
  const seen = [0, ...ends.filter((end) => end !== null)];
  const [least, most] = [Math.min(...seen), Math.max(...seen)];
  const room = (most - least || 1) * 0.08;
  return [least - room, most + room];
}

function bandShape({ band_low, band_high }, line, [least, most]) {
  const ends = { x0: band_low[line] ?? least, x1: band_high[line] ?? most, y0: line - 0.32, y1: line + 0.32 };
  return { type: "rect", layer: "below", fillcolor: faint(colour("proven")), line: { width: 0 }, ...ends };
}

function zero(lines) {
  const ends = { x0: 0, x1: 0, y0: -0.6, y1: lines - 0.4 };
  return { type: "line", layer: "below", line: { color: colour("ink-faint"), width: 1.5, dash: "dot" }, ...ends };
}
