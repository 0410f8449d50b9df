// A training curve as an SVG: one line for each number that came along with a step, and beside it, broken, the
// reference's own. The numbers stand below as a table.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 600;
const HEIGHT = 120;
const MARGIN = 6;
const LINES = 4;
const ROWS = 40;

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function html(name, text, attributes = {}) {
  const made = document.createElement(name);
  Object.assign(made, attributes).append(text);
  return made;
}

function scale(values, length) {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const span = high - low || 1;
  return (value) => MARGIN + ((value - low) / span) * (length - 2 * MARGIN);
}

function withSteps(points) {
  return points.map((point, index) => ({ ...point, step: point.step ?? index }));
}

function having(points, name) {
  return points.filter((point) => Number.isFinite(point[name]));
}

// A step that is not beyond the one before begins another run: the pen is lifted.
function path(points, name, x, y, classes) {
  let before = Infinity;
  const places = points.map((point) => {
    const pen = point.step > before ? "L" : "M";
    before = point.step;
    return `${pen}${x(point.step).toFixed(1)} ${(HEIGHT - y(point[name])).toFixed(1)}`;
  });
  return element("path", { class: classes, d: places.join("") });
}

// Each number has its own scale, which the reference shares: a loss and an accuracy share the steps, not the unit.
function lines(points, reference, name, number) {
  const [own, other] = [having(points, name), having(reference, name)];
  const x = scale([...points, ...reference].map((point) => point.step), WIDTH);
  const y = scale([...own, ...other].map((point) => point[name]), HEIGHT);
  const drawn = [path(own, name, x, y, `curve-${number}`)];
  if (other.length) drawn.unshift(path(other, name, x, y, `curve-${number} of-reference`));
  return drawn;
}

function short(value) {
  return Number(value.toPrecision(4)).toString();
}

function words(points, reference, name, number) {
  const key = element("svg", { class: "key", viewBox: "0 0 12 6", "aria-hidden": "true" });
  key.append(element("line", { class: `curve-${number}`, x1: 0, x2: 12, y1: 3, y2: 3 }));
  const own = having(points, name);
  const [first, last, other] = [own[0], own.at(-1), having(reference, name).at(-1)];
  const text = html("span", key);
  text.append(`${name} ${short(last[name])}, at first ${short(first[name])}${other ? `, reference ${short(other[name])}` : ""}  `);
  return text;
}

function table(points, reference, names) {
  const beside = new Map(reference.map((point) => [point.step, point]));
  const others = reference.length ? names : [];
  const every = Math.ceil(points.length / ROWS);
  const shown = points.filter((_, index) => (points.length - 1 - index) % every === 0);
  const head = document.createElement("tr");
  for (const name of ["step", ...names, ...others.map((other) => `${other}, reference`)]) head.append(html("th", name, { scope: "col", className: "number" }));
  const rows = shown.map((point) => {
    const row = document.createElement("tr");
    row.append(html("th", short(point.step), { scope: "row", className: "number" }));
    const values = [...names.map((name) => point[name]), ...others.map((name) => beside.get(point.step)?.[name])];
    for (const value of values) row.append(html("td", Number.isFinite(value) ? short(value) : "", { className: "number" }));
    return row;
  });
  const made = document.createElement("table");
  made.append(html("thead", head), document.createElement("tbody"));
  made.tBodies[0].append(...rows);
  return made;
}

// `figure` has a place for the drawing and a fold with the table. `points` are objects with a `step` and further numbers by
// name; what is not in the first point is left out.
export function draw(figure, title, own, others = []) {
  const [points, reference] = [withSteps(own), withSteps(others)];
  const names = Object.keys(points[0]).filter((name) => name !== "step").slice(0, LINES);
  const caption = document.createElement("figcaption");
  caption.append(`${title.replaceAll("_", " ")}, step ${points.at(-1).step}: `, ...names.map((name, i) => words(points, reference, name, i)));
  const picture = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  picture.append(...names.flatMap((name, i) => lines(points, reference, name, i)));
  figure.querySelector(".drawing").replaceChildren(caption, picture);
  const fold = figure.querySelector(".numbers");
  fold.querySelector(".scroll")?.replaceChildren(table(points, reference, names));
}
