// The map of the labs: what a lab builds on and opens while it is pointed at or focused, arrows from lab to lab, and
// regions that come folded for narrow screens unfolded where there is room.
// The map is swapped as one filters, so everything listens on the document and looks for it anew.

const SVG = "http://www.w3.org/2000/svg";
const ARROWS = {
  ArrowLeft: ([x]) => -x,
  ArrowRight: ([x]) => x,
  ArrowUp: ([, y]) => -y,
  ArrowDown: ([, y]) => y,
};
const wide = matchMedia("(width >= 48rem)");
const ASIDE = 24; // where a thread meets a tile, from its left edge
let shown = null;

const map = () => document.getElementById("map");
const places = () => [...document.querySelectorAll("#map .lab-place")];
const links = () => [...document.querySelectorAll("#map .lab-tile > a")].filter(isSeen);
const named = (slug) => document.querySelector(`#map [data-lab="${CSS.escape(slug)}"]`);
const isSeen = (one) => one.checkVisibility();
const needs = (place) => (place.dataset.before ?? "").split(" ").filter(Boolean);

// Prerequisites

function show(place) {
  if (place === shown) return;
  hide();
  if (!place) return;
  shown = place;
  const slug = place.dataset.lab;
  const pairs = [
    ...needs(place).map((before) => [named(before), place]),
    ...places().filter((other) => needs(other).includes(slug)).map((after) => [place, after]),
  ].filter(([before]) => before);
  place.classList.add("is-shown");
  for (const [before, after] of pairs) {
    (before === place ? after : before).classList.add(before === place ? "is-after" : "is-before");
    if (!lit(before, after)) thread(before, after);
  }
}

// The line that is drawn already, where both stand in one region.
function lit(before, after) {
  const line = document.querySelector(
    `#map .lab-lines path[data-before="${CSS.escape(before.dataset.lab)}"][data-after="${CSS.escape(after.dataset.lab)}"]`,
  );
  line?.classList.add("is-shown");
  return Boolean(line);
}

// One from region to region, drawn for as long as it is asked for, where the map has room for lines.
function thread(before, after) {
  if (getComputedStyle(document.querySelector(".map-hint")).display === "none") return;
  if (![before, after].every(isSeen)) return;
  const ground = map().getBoundingClientRect();
  const [from, to] = [before, after].map((place) => place.querySelector(".lab-tile").getBoundingClientRect());
  const down = from.top < to.top;
  const begin = [from.left + ASIDE - ground.left, (down ? from.bottom : from.top) - ground.top];
  const end = [to.left + ASIDE - ground.left, (down ? to.top : to.bottom) - ground.top];
  const bend = (end[1] - begin[1]) / 2;
  const way = [begin[0], begin[1] + bend, end[0], end[1] - bend, ...end];
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", `M${begin.join(" ")}C${way.join(" ")}`);
  threads().append(path);
}

function threads() {
  const drawn = map().querySelector(".map-threads");
  if (drawn) return drawn;
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("class", "map-threads");
  made.setAttribute("aria-hidden", "true");
  map().prepend(made);
  return made;
}

function hide() {
  shown = null;
  document.querySelector("#map .map-threads")?.replaceChildren();
  for (const name of ["is-shown", "is-before", "is-after"]) {
    for (const one of document.querySelectorAll(`#map .${name}`)) one.classList.remove(name);
  }
}

// Where the pointer is, else where the focus is.
function follow(place) {
  map()?.classList.remove("told-hidden");
  show(place ?? document.activeElement?.closest("#map .lab-place"));
}

document.addEventListener("pointerover", (event) => follow(event.target.closest("#map .lab-place")));
document.addEventListener("focusin", (event) => follow(event.target.closest("#map .lab-place")));
document.addEventListener("focusout", () => hide());
document.addEventListener("htmx:afterSwap", () => hide());

// Keys

function middle(box) {
  return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
}

// The nearest lab on that side; what lies straight ahead is nearer than what lies aside.
function beyond(link, along) {
  const [x, y] = middle(link.getBoundingClientRect());
  let best = null;
  let least = Infinity;
  for (const other of links()) {
    const box = middle(other.closest(".lab-tile").getBoundingClientRect());
    const step = [box[0] - x, box[1] - y];
    const ahead = along(step);
    if (ahead < 8) continue;
    const aside = Math.abs(Math.abs(step[0]) + Math.abs(step[1]) - ahead);
    const far = ahead + 3 * aside;
    if (far < least) [best, least] = [other, far];
  }
  return best;
}

function target(link, key) {
  if (key === "Home") return links()[0];
  if (key === "End") return links().at(-1);
  return key in ARROWS ? beyond(link.closest(".lab-tile"), ARROWS[key]) : null;
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.key === "Escape") map()?.classList.add("told-hidden");
  const link = event.target.closest("#map .lab-tile > a");
  const below = event.key === "ArrowDown" && event.target.id === "lab-search";
  const next = below ? (links()[0] ?? document.querySelector("#map summary")) : link && target(link, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
}

document.addEventListener("keydown", pressed);

// Folds

function unfold() {
  if (!wide.matches) return;
  for (const region of document.querySelectorAll("#map [data-folded]")) {
    region.open = true;
    delete region.dataset.folded;
  }
}

wide.addEventListener("change", unfold);
document.addEventListener("htmx:afterSwap", unfold);
document.addEventListener("htmx:historyRestore", unfold);
unfold();

for (const hint of document.querySelectorAll(".keys-hint")) hint.hidden = false;
