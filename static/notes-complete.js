// Completion of [[wikilinks]] while they are typed: a list at the caret, led by the keys of the text area.

const PAUSE_MS = 120;
const OPEN_LINK = /\[\[([^[\]|\n]{0,80})$/;
const COPIED = ["boxSizing", "width", "font", "letterSpacing", "lineHeight", "padding", "border", "whiteSpace", "overflowWrap", "tabSize"];

const field = document.querySelector("textarea[data-complete]");
const list = document.getElementById("completions");
const status = document.getElementById("completions-said");
let pause = 0;
let asked = new AbortController();

function begun() {
  if (field.selectionStart !== field.selectionEnd) return null;
  return OPEN_LINK.exec(field.value.slice(0, field.selectionStart))?.[1] ?? null;
}

function options() {
  return [...list.querySelectorAll("[role=option]")];
}

function close() {
  asked.abort();
  list.hidden = true;
  list.replaceChildren();
  status.textContent = "";
  field.removeAttribute("aria-activedescendant");
}

function choose(option) {
  for (const one of options()) one.setAttribute("aria-selected", String(one === option));
  field.setAttribute("aria-activedescendant", option.id);
}

async function ask() {
  const text = begun();
  if (text === null) return close();
  asked.abort();
  asked = new AbortController();
  try {
    const answer = await fetch(`${field.dataset.complete}?q=${encodeURIComponent(text)}`, { signal: asked.signal, redirect: "error" });
    if (!answer.ok || begun() !== text) return close();
    show(await answer.text());
  } catch (error) {
    // Completion is a help, not a need: without an answer the link is typed by hand.
    if (error.name !== "AbortError") close();
  }
}

function show(html) {
  list.innerHTML = html;
  const found = options();
  list.hidden = found.length === 0;
  status.textContent = found.length === 0 ? "" : `${found.length} to link to. Arrows choose, Enter takes, Escape leaves.`;
  if (found.length === 0) return field.removeAttribute("aria-activedescendant");
  place();
  choose(found[0]);
}

// A copy of the text area, laid over it and unseen, tells where its caret stands.
function place() {
  const copy = document.createElement("div");
  const style = getComputedStyle(field);
  for (const name of COPIED) copy.style[name] = style[name];
  copy.className = "caret-copy";
  copy.textContent = field.value.slice(0, field.selectionStart);
  const caret = document.createElement("span");
  caret.textContent = "\u200b";
  copy.append(caret);
  field.after(copy);
  const line = parseFloat(style.lineHeight) || 20;
  list.style.top = `${field.offsetTop + Math.min(caret.offsetTop - field.scrollTop + line, field.offsetHeight)}px`;
  list.style.left = `${field.offsetLeft + Math.min(caret.offsetLeft, Math.max(field.offsetWidth - list.offsetWidth, 0))}px`;
  copy.remove();
}

// Typed in rather than put in place, so that it can be undone.
function take(option) {
  const at = field.selectionStart;
  const after = field.value.slice(at).startsWith("]]") ? 2 : 0;
  field.setSelectionRange(at - begun().length - 2, at + after);
  const link = option.dataset.link;
  if (!document.execCommand("insertText", false, link)) {
    field.setRangeText(link, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  close();
  field.focus();
}

function follow(event) {
  if (list.hidden || event.isComposing) return;
  const found = options();
  const chosen = found.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) choose(found[(chosen + step + found.length) % found.length]);
  else if ((event.key === "Enter" || event.key === "Tab") && !event.ctrlKey && !event.metaKey && !event.shiftKey) take(found[chosen]);
  else if (event.key === "Escape") close();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

field.addEventListener("input", () => {
  clearTimeout(pause);
  if (begun() === null) close();
  else pause = setTimeout(ask, PAUSE_MS);
});
field.addEventListener("keydown", follow);
field.addEventListener("blur", close);
field.addEventListener("scroll", () => list.hidden || place());
document.addEventListener("selectionchange", () => document.activeElement === field && !list.hidden && begun() === null && close());
// Before blur, which would close the list under the pointer.
list.addEventListener("pointerdown", (event) => {
  event.preventDefault();
  const option = event.target.closest("[role=option]");
  if (option) take(option);
});
