// Fetches what each chart of a page shows and has it drawn by Plotly, which is loaded only here and only after the
// first paint. What an address answers is said in charts-draw.js.
//
// <section aria-labelledby="…"><div class="chart" data-source="…json">…</div><details>the same as a table</details>

import { CONFIG, figureOf, isEmpty } from "./charts-draw.js";

const NARROW = "(width < 40rem)";
const charts = [...document.querySelectorAll(".chart[data-source]")];
const kept = new Map();
let loading = null;

function afterFirstPaint() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

// The same promise for every chart; a failure is forgotten, so that it can be tried again.
function plotly() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = document.querySelector("[data-plotly]").dataset.plotly;
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      script.remove();
      loading = null;
      reject(new Error("Plotly did not load"));
    };
    document.head.append(script);
  });
  return loading;
}

async function fetchNumbers(chart) {
  const answer = await fetch(chart.dataset.source, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${chart.dataset.source} answered ${answer.status}`);
  return answer.json();
}

async function draw(chart) {
  const drawing = kept.get(chart);
  if (!drawing) return;
  const { purge, react } = await plotly();
  chart.hidden = isEmpty(drawing);
  if (chart.hidden) {
    if (chart.classList.contains("drawn")) purge(chart);
    return say(chart, "");
  }
  if (!chart.classList.contains("drawn")) chart.replaceChildren();
  chart.classList.add("drawn");
  chart.setAttribute("role", "img");
  chart.setAttribute("aria-labelledby", chart.closest("section").getAttribute("aria-labelledby"));
  const { traces, layout } = figureOf(drawing, chart);
  await react(chart, traces, layout, CONFIG);
}

function say(chart, words) {
  chart.classList.remove("drawn", "failed");
  chart.removeAttribute("role");
  chart.removeAttribute("aria-labelledby");
  chart.textContent = words;
}

// What failed says so; its table stays, and is opened.
function excuse(chart) {
  if (chart.classList.contains("drawn")) window.Plotly?.purge(chart);
  say(chart, "");
  chart.classList.add("failed");
  const words = document.createElement("p");
  words.textContent = "The chart could not be loaded. Its numbers stand in the table below.";
  const again = document.createElement("button");
  again.type = "button";
  again.textContent = "Try again";
  again.addEventListener("click", () => {
    say(chart, "Loading the chart …");
    refresh(chart);
  });
  const box = document.createElement("div");
  box.setAttribute("role", "status");
  box.append(words, again);
  chart.replaceChildren(box);
  const table = chart.parentElement.querySelector("details");
  if (table) table.open = true;
}

async function refresh(chart) {
  try {
    kept.set(chart, await fetchNumbers(chart));
    await draw(chart);
  } catch (error) {
    kept.delete(chart);
    console.warn(error);
    excuse(chart);
  }
}

async function refreshAll() {
  for (const chart of charts) await refresh(chart);
}

function redraw() {
  charts.forEach((chart) => draw(chart).catch(console.warn));
}

async function begin() {
  charts.forEach((chart) => say(chart, "Loading the chart …"));
  await afterFirstPaint();
  await refreshAll();
  document.addEventListener("gradus:theme", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  matchMedia(NARROW).addEventListener("change", redraw);
}

function follow() {
  let stamp = document.querySelector("[data-stamp]")?.dataset.stamp;
  document.addEventListener("htmx:afterSettle", () => {
    const now = document.querySelector("[data-stamp]")?.dataset.stamp;
    if (now === stamp) return;
    stamp = now;
    refreshAll();
  });
}

if (charts.length) {
  follow();
  begin();
}
