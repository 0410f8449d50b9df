// The error over a tensor: the pointer or the arrow keys choose a square, and its element is read out.

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
const LABEL = "Error map. The arrow keys go from value to value, Home and End along a row.";

function readings(map) {
  map.parts ??= map.dataset.readings.split("\n").map((line) => line.split("\t"));
  return map.parts;
}

function words([index, expected, got, error]) {
  const apart = error === "0" ? "right" : Number.isFinite(Number(error)) ? `off by ${error}` : "no number on one side";
  return `${index}: expected ${expected}, got ${got}, ${apart}`;
}

function choose(map, place) {
  const parts = readings(map);
  if (!parts[place]) return;
  map.place = place;
  const columns = Number(map.dataset.columns);
  const cursor = map.querySelector(".heat-cursor");
  cursor.setAttribute("x", place % columns);
  cursor.setAttribute("y", Math.floor(place / columns));
  cursor.setAttribute("visibility", "visible");
  map.querySelector(".heat-reading").textContent = words(parts[place]);
}

function step(map, key) {
  const columns = Number(map.dataset.columns);
  const last = readings(map).length - 1;
  const place = map.place ?? 0;
  const row = Math.floor(place / columns);
  if (key === "Home") return row * columns;
  if (key === "End") return Math.min(last, (row + 1) * columns - 1);
  const [down, right] = STEPS[key];
  const column = (place % columns) + right;
  const next = (row + down) * columns + column;
  return column < 0 || column >= columns || next < 0 || next > last ? place : next;
}

document.addEventListener("keydown", (event) => {
  const map = event.target.closest?.(".heat-map");
  if (!map || (!STEPS[event.key] && event.key !== "Home" && event.key !== "End")) return;
  event.preventDefault();
  choose(map, step(map, event.key));
});

document.addEventListener("pointermove", (event) => {
  const picture = event.target.closest?.(".heat-map svg");
  if (!picture) return;
  const map = picture.closest(".heat-map");
  const box = picture.getBoundingClientRect();
  const columns = Number(map.dataset.columns);
  const rows = readings(map).length / columns;
  const column = Math.min(columns - 1, Math.floor(((event.clientX - box.left) / box.width) * columns));
  const row = Math.min(rows - 1, Math.floor(((event.clientY - box.top) / box.height) * rows));
  const place = row * columns + column;
  if (place !== map.place) choose(map, place);
});

document.addEventListener("focusin", (event) => {
  if (event.target.matches?.(".heat-map")) choose(event.target, event.target.place ?? 0);
});

// Without this script the maps are pictures; with it they are places to go to.
function offer() {
  for (const map of document.querySelectorAll(".heat-map:not([tabindex])")) {
    map.tabIndex = 0;
    map.setAttribute("role", "group");
    map.setAttribute("aria-label", LABEL);
  }
}

document.addEventListener("htmx:afterSettle", offer);
offer();
