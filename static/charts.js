// Draws the charts of a page with Plotly, which is fetched only here and only after the first paint.
//
// <div class="chart" data-source="…json"> gets what its address answers:
// {"days": ["2026-01-31", …], "series": [{"name", "values", "colour": "proven", "shape", "pattern", "days", "low"}]}
// A shape is "steps", "bars", "ahead" (what is expected) or "band" (between `low` and `values`, around what is expected).
// A series may have days of its own.

const CONFIG = { displayModeBar: false, responsive: true };
const FEW_DAYS = 5;
const DAY_MS = 24 * 3600 * 1000;
const MANY_DAYS = 20;
const MANY_MONTHS = 150;
const FEW_OF_ALL = 6;
const ALONE_DAYS = 3;
const charts = [...document.querySelectorAll(".chart[data-source]")];
const kept = new Map();

function afterFirstPaint() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

function loadPlotly() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector("[data-plotly]").dataset.plotly;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error("Plotly did not load"));
    document.head.append(script);
  });
}

async function fetchNumbers(chart) {
  const answer = await fetch(chart.dataset.source, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${chart.dataset.source} answered ${answer.status}`);
  return answer.json();
}

function colour(name) {
  return getComputedStyle(document.querySelector(`.chart-colours > .${name}`)).color;
}

function trace(common, { name, values, colour: called, shape, pattern, days = common, low }) {
  if (shape === "band") return band(name, days, values, low, colour(called));
  return line(name, days, values, called, shape, pattern);
}

// One closed outline: along the upper edge and back along the lower one.
function band(name, days, high, low, fill) {
  const outline = { x: [...days, ...[...days].reverse()], y: [...high, ...[...low].reverse()] };
  return { name, ...outline, type: "scatter", mode: "lines", line: { width: 0 }, fill: "toself", fillcolor: faint(fill), hoverinfo: "skip" };
}

function faint(colour) {
  return colour.replace(/^rgb\((.*)\)$/, "rgba($1, 0.18)");
}

function line(name, days, values, called, shape, pattern) {
  const common = { name, x: days, y: values, hovertemplate: shape === "ahead" ? "%{y:.0f}" : "%{y}" };
  if (shape === "bars") return { ...common, type: "bar", marker: { color: colour(called), pattern: { shape: pattern } } };
  if (shape === "ahead") return { ...common, type: "scatter", mode: "lines", line: { color: colour(called), width: 2, dash: "dash" } };
  const steps = { color: colour(called), width: 2.5, shape: "hv", dash: called === "claimed" ? "dot" : "solid" };
  return { ...common, type: "scatter", mode: days.length < FEW_DAYS ? "lines+markers" : "lines", line: steps };
}

// Left to itself an axis of a few days counts hours. These are days, each with its name, and room around a lone one.
function dateAxis(days) {
  if (!days.length) return {};
  const moments = days.map((day) => Date.parse(day));
  const [first, last] = [Math.min(...moments), Math.max(...moments)];
  const span = Math.round((last - first) / DAY_MS);
  if (span > MANY_MONTHS) return { hoverformat: "%-d %b %Y" };
  if (span > MANY_DAYS) return { tickformat: "%-d %b", hoverformat: "%-d %b %Y" };
  const room = span ? DAY_MS / 2 : ALONE_DAYS * DAY_MS;
  const range = [first - room, last + room].map((moment) => new Date(moment).toISOString());
  return { range, dtick: (span > ALONE_DAYS * 2 ? 3 : 1) * DAY_MS, tickformat: "%-d %b", hoverformat: "%-d %b %Y" };
}

// Whole numbers, each once.
function countAxis(series) {
  const most = Math.max(...series.flatMap(({ values }) => values));
  return most < FEW_OF_ALL ? { dtick: 1 } : { nticks: 6 };
}

function layout(stacked, days, series) {
  const ink = colour("ink-soft");
  const axis = { gridcolor: colour("line"), linecolor: colour("line"), zerolinecolor: colour("line"), fixedrange: true };
  const font = { family: getComputedStyle(document.body).fontFamily, size: 13, color: ink };
  return {
    font,
    autosize: true,
    barmode: stacked ? "stack" : "group",
    bargap: 0.25,
    dragmode: false,
    hovermode: "x unified",
    hoverlabel: { bgcolor: colour("sheet"), bordercolor: colour("line"), font },
    legend: { orientation: "h", traceorder: "normal", x: 0, y: 1.02, yanchor: "bottom" },
    margin: { l: 40, r: 12, t: 36, b: 36 },
    paper_bgcolor: "transparent",
    plot_bgcolor: "transparent",
    xaxis: { ...axis, type: "date", showgrid: false, ...dateAxis(days) },
    yaxis: { ...axis, rangemode: "tozero", tickformat: "d", ...countAxis(series) },
  };
}

function draw(plotly, chart) {
  const { days, series } = kept.get(chart);
  if (!chart.classList.contains("drawn")) chart.replaceChildren();
  chart.classList.add("drawn");
  const every = [...days, ...series.flatMap((one) => one.days ?? [])];
  if (!every.length) return sayNothing(plotly, chart);
  const bars = series.some(({ shape }) => shape === "bars");
  return plotly.react(chart, series.map((one) => trace(days, one)), layout(bars, every, series), CONFIG);
}

// An axis without a day on it would show days that nobody lived.
function sayNothing(plotly, chart) {
  if (chart.querySelector(".plot-container")) plotly.purge(chart);
  chart.classList.remove("drawn");
  chart.textContent = chart.dataset.nothing;
}

async function refresh(plotly) {
  for (const chart of charts) {
    kept.set(chart, await fetchNumbers(chart));
    await draw(plotly, chart);
  }
}

function excuse() {
  for (const chart of charts) {
    if (!chart.classList.contains("drawn")) chart.textContent = "The chart could not be loaded. Its numbers stand in the table below.";
  }
}

async function begin() {
  await afterFirstPaint();
  const plotly = await loadPlotly();
  await refresh(plotly);
  const redraw = () => charts.forEach((chart) => draw(plotly, chart));
  document.addEventListener("gradus:theme", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  let stamp = document.querySelector("[data-stamp]")?.dataset.stamp;
  document.addEventListener("htmx:afterSettle", () => {
    const now = document.querySelector("[data-stamp]")?.dataset.stamp;
    if (now === stamp) return;
    stamp = now;
    refresh(plotly).catch(console.error);
  });
}

if (charts.length) begin().catch((error) => {
  console.error(error);
  excuse();
});
