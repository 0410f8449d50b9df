// A lab's page: what happens to an attempt, told as it happens; the editor; the draft.

import { draw } from "./curves.js";
import "./heat.js";

// The attempt on the page is followed by server-sent events until it is settled. EventSource comes back by itself
// after a lost connection and says where it was; only after an answer that is no stream do we have to start it anew.

const AGAIN_MS = 3000;
let followed = null;

function follow() {
  const attempt = document.querySelector("#attempt[data-events]");
  if (followed?.address === attempt?.dataset.events) return;
  unfollow();
  if (attempt) listen(attempt.dataset.events, "");
}

function unfollow() {
  followed?.source.close();
  followed = null;
}

function listen(address, after) {
  const source = new EventSource(after ? `${address}?after=${after}` : address);
  const here = (followed = { address, source, after });
  const on = (kind, put) =>
    source.addEventListener(kind, (event) => {
      if (event.lastEventId) here.after = event.lastEventId;
      put(event.data);
    });
  on("standing", (html) => swap("#standing", html, "outerHTML"));
  on("started", (html) => swap("#checks", html, "innerHTML"));
  on("check", putCheck);
  on("curve", (text) => addPoint(JSON.parse(text)));
  on("settled", (html) => {
    source.close();
    settle(html);
  });
  source.addEventListener("open", () => lost(false));
  source.addEventListener("error", () => {
    lost(true);
    if (source.readyState !== EventSource.CLOSED) return;
    setTimeout(() => followed === here && listen(address, here.after), AGAIN_MS);
  });
}

function swap(target, html, swapStyle) {
  htmx.swap(target, html, { swapStyle, swapDelay: 0, settleDelay: 0 });
}

function fragment(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content.firstElementChild;
}

function putCheck(html) {
  const check = fragment(html);
  const known = document.getElementById(check.id);
  if (known) swap(`#${check.id}`, html, "outerHTML");
  else swap("#checks", html, "beforeend");
  say(check.dataset.said);
}

function say(words) {
  const place = document.getElementById("said");
  if (place) place.textContent = words;
}

// The whole attempt is put anew with its verdict: what the learner had opened and where the focus was, stays.
function settle(html) {
  const folds = [...document.querySelectorAll("#attempt details, #attempts")].map(({ id, open }) => ({ id, open }));
  const focus = document.activeElement?.closest("#attempt details")?.id;
  const curves = [...document.querySelectorAll("#curves > figure")];
  swap("#attempt", html, "outerHTML");
  for (const { id, open } of folds) document.getElementById(id)?.toggleAttribute("open", open);
  if (focus) document.querySelector(`#${focus} > summary`)?.focus();
  const isKept = (figure) => document.querySelector(`#checks figure[data-check="${figure.dataset.check}"]`);
  document.getElementById("curves")?.append(...curves.filter((figure) => !isKept(figure)));
  say(document.querySelector("#standing .verdict-line")?.textContent.trim());
}

function lost(isLost) {
  document.getElementById("lost")?.remove();
  if (!isLost) return;
  const words = document.createElement("p");
  words.id = "lost";
  words.className = "notice warning";
  words.textContent = "Connection lost. The submission is kept and goes on; this page catches up by itself.";
  document.getElementById("standing")?.after(words);
}

// Curves: points come one by one, each drawn at once.

const points = new Map();
const drawings = new Map();

function addPoint({ check, ...point }) {
  const id = `curve-${followed.address.replace(/\D+/g, "-")}${check}`;
  const figure = document.getElementById(id) ?? newFigure(id, check);
  const list = points.get(id) ?? [];
  if (!points.has(id)) points.set(id, list);
  list.push(point);
  // Points may come faster than the screen shows them.
  drawings.set(figure, () => draw(figure, check, list));
  if (drawings.size === 1) requestAnimationFrame(drawAll);
}

function drawAll() {
  for (const drawing of drawings.values()) drawing();
  drawings.clear();
}

function newFigure(id, check) {
  const figure = document.createElement("figure");
  figure.className = "curve";
  figure.id = id;
  figure.dataset.check = check;
  const fold = document.createElement("details");
  fold.className = "numbers";
  fold.innerHTML = '<summary>The curve\'s numbers as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="Numbers of the curve"></div>';
  figure.append(Object.assign(document.createElement("div"), { className: "drawing" }), fold);
  document.getElementById("curves")?.append(figure);
  return figure;
}

function drawKept() {
  for (const figure of document.querySelectorAll("figure.curve[data-points]:has(> .drawing:empty)")) {
    const { check, points: own, reference } = figure.dataset;
    draw(figure, check, JSON.parse(own), reference ? JSON.parse(reference) : []);
  }
}

// A new attempt may replace the one that is followed. Its end must not be put on the page before the answer comes: the
// answer goes where the attempt stood when it was sent.
const isSending = (event) => event.target.matches?.("form.editor");
document.addEventListener("htmx:beforeRequest", (event) => isSending(event) && unfollow());
document.addEventListener("htmx:afterRequest", (event) => isSending(event) && !event.detail.successful && follow());

document.addEventListener("htmx:afterSettle", () => {
  follow();
  drawKept();
});
follow();
drawKept();
