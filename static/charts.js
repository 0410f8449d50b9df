// Draws the charts of a page with Plotly, which is fetched only here and only after the first paint.
//
// <div class="chart" data-source="…json"> gets what its address answers:
// {"days": ["2026-01-31", …], "series": [{"name", "values", "colour": "proven", "shape": "steps" | "bars", "pattern"}]}

const CONFIG = { displayModeBar: false, responsive: true };
const FEW_DAYS = 5;
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

function trace(days, { name, values, colour: called, shape, pattern }) {
  const common = { name, x: days, y: values, hovertemplate: "%{y}" };
  if (shape === "bars") return { ...common, type: "bar", marker: { color: colour(called), pattern: { shape: pattern } } };
  const line = { color: colour(called), width: 2.5, shape: "hv", dash: called === "claimed" ? "dot" : "solid" };
  return { ...common, type: "scatter", mode: days.length < FEW_DAYS ? "lines+markers" : "lines", line };
}

function layout(stacked) {
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
    xaxis: { ...axis, type: "date", showgrid: false },
    yaxis: { ...axis, rangemode: "tozero", tickformat: "d", nticks: 6 },
  };
}

function draw(plotly, chart) {
  const { days, series } = kept.get(chart);
  if (!chart.classList.contains("drawn")) chart.replaceChildren();
  chart.classList.add("drawn");
  const bars = series.some(({ shape }) => shape === "bars");
  return plotly.react(chart, series.map((one) => trace(days, one)), layout(bars), CONFIG);
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
