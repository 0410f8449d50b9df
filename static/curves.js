// A training curve as an SVG: one line for each number that came along with a step.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 600;
const HEIGHT = 120;
const MARGIN = 6;
const LINES = 4;

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function scale(values, length) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low || 1;
  return (value) => MARGIN + ((value - low) / span) * (length - 2 * MARGIN);
}

// Each line has its own scale: a loss and an accuracy share the steps, not the unit.
function line(points, name, number) {
  const own = points.filter((point) => Number.isFinite(point[name]));
  const x = scale(points.map((point) => point.step), WIDTH);
  const y = scale(own.map((point) => point[name]), HEIGHT);
  const places = own.map((point) => `${x(point.step).toFixed(1)},${(HEIGHT - y(point[name])).toFixed(1)}`);
  return element("polyline", { class: `curve-${number}`, points: places.join(" ") });
}

function words(points, name, number) {
  const key = element("svg", { class: "key", viewBox: "0 0 12 6", "aria-hidden": "true" });
  key.append(element("line", { class: `curve-${number}`, x1: 0, x2: 12, y1: 3, y2: 3 }));
  const text = document.createElement("span");
  const last = points.findLast((point) => Number.isFinite(point[name]))[name];
  text.append(key, `${name} ${Number(last.toPrecision(4))}  `);
  return text;
}

// `points` are objects with a `step` and further numbers by name; what is not in the first point is left out.
export function draw(figure, title, points) {
  const steps = points.map((point, index) => ({ ...point, step: point.step ?? index }));
  const names = Object.keys(steps[0]).filter((name) => name !== "step").slice(0, LINES);
  const caption = document.createElement("figcaption");
  caption.append(`${title.replaceAll("_", " ")}, step ${steps.at(-1).step}: `, ...names.map((name, i) => words(steps, name, i)));
  const picture = element("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", "aria-hidden": "true" });
  picture.append(...names.map((name, i) => line(steps, name, i)));
  figure.replaceChildren(caption, picture);
}
