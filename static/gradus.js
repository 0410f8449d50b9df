// What every page shares: the theme switch, the keys and their sheet, and words for a failed request.

const THEMES = ["system", "light", "dark"];
const GLYPHS = { system: "◐", light: "○", dark: "●" };
const SEQUENCE_MS = 1200;
// Statuses whose answer is swapped in, with its own words (htmx-config in base.html).
const SHOWN_BY_THE_SERVER = [400, 409, 413, 422];

function recall(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function keep(name, value) {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

// Theme

const themeSwitch = document.querySelector(".theme-switch");

function currentTheme() {
  return document.documentElement.dataset.theme ?? "system";
}

function showTheme() {
  const theme = currentTheme();
  const words = `Theme: ${theme}`;
  themeSwitch.textContent = GLYPHS[theme];
  themeSwitch.setAttribute("aria-label", words);
  themeSwitch.title = words;
}

function turnTheme() {
  const next = THEMES[(THEMES.indexOf(currentTheme()) + 1) % THEMES.length];
  if (next === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  keep("gradus-theme", next === "system" ? null : next);
  showTheme();
  document.dispatchEvent(new CustomEvent("gradus:theme"));
}

themeSwitch.addEventListener("click", turnTheme);
themeSwitch.hidden = false;
showTheme();

// Keys: an element says its own key in data-key ("g l", "s", "ctrl+enter"); links and buttons are clicked, fields focused.

const sheet = document.getElementById("keys");
const sheetOpener = document.querySelector(".keys-open");
const singleKeys = sheet.querySelector(".keys-switch");
let begun = "";
let begunAt = 0;

function typing(target) {
  return target.isContentEditable || target.matches("input, textarea, select");
}

// The places behind the bar's button can be gone to by their keys while it is closed.
function visible(element) {
  return Boolean(element.closest("[popover]")) || (element.checkVisibility?.() ?? true);
}

function keyed() {
  return [...document.querySelectorAll("[data-key]")].filter(visible);
}

function pressed(event) {
  const names = [];
  if (event.ctrlKey || event.metaKey) names.push("ctrl");
  if (event.altKey) names.push("alt");
  names.push(event.key.toLowerCase());
  return names.join("+");
}

function perform(element) {
  if (element.matches("input:not([type=checkbox], [type=radio]), textarea, select")) element.focus();
  else element.click();
}

function follow(event) {
  if (event.defaultPrevented || event.isComposing || event.repeat) return;
  const key = pressed(event);
  const chord = key.includes("+") && key.length > 1;
  if (!chord && (!singleKeys.checked || typing(event.target) || sheet.open)) return;
  const sequence = event.timeStamp - begunAt < SEQUENCE_MS ? `${begun} ${key}` : key;
  const elements = keyed();
  const found = elements.find((one) => one.dataset.key === sequence) ?? elements.find((one) => one.dataset.key === key);
  begun = key;
  begunAt = event.timeStamp;
  if (!found) return;
  event.preventDefault();
  begunAt = 0;
  perform(found);
}

function describe(element) {
  return element.dataset.keyWords ?? element.getAttribute("aria-label") ?? element.textContent.trim();
}

function spelled(key) {
  return key.split(/([ +])/).map((part) => {
    if (part === " ") return " then ";
    if (part === "+" && key.length > 1) return "+";
    const cap = document.createElement("kbd");
    cap.textContent = part.length > 1 ? part[0].toUpperCase() + part.slice(1) : part;
    return cap;
  });
}

function openSheet() {
  const seen = new Set();
  const list = sheet.querySelector(".keys-list");
  list.replaceChildren();
  for (const element of keyed()) {
    if (seen.has(element.dataset.key)) continue;
    seen.add(element.dataset.key);
    const term = document.createElement("dt");
    const words = document.createElement("dd");
    term.append(...spelled(element.dataset.key));
    words.textContent = describe(element);
    list.append(term, words);
  }
  sheet.showModal();
}

singleKeys.checked = recall("gradus-keys") !== "off";
singleKeys.addEventListener("change", () => keep("gradus-keys", singleKeys.checked ? null : "off"));
sheetOpener.hidden = false;
sheetOpener.addEventListener("click", openSheet);
document.addEventListener("keydown", follow);

// What scrolls by itself must be reachable without a mouse; what fits must not be one more stop for Tab.

function markScrollers() {
  for (const block of document.querySelectorAll("pre, math[display=block], .prose table")) {
    const scrolls = block.scrollWidth > block.clientWidth + 1 || block.scrollHeight > block.clientHeight + 1;
    if (scrolls) block.setAttribute("tabindex", "0");
    else block.removeAttribute("tabindex");
  }
}

markScrollers();
window.addEventListener("load", markScrollers);
window.addEventListener("resize", markScrollers);
document.addEventListener("toggle", markScrollers, true);
document.addEventListener("htmx:afterSettle", markScrollers);

// A request that failed: say what happened and what is still there.

function say(words) {
  const message = document.createElement("p");
  message.className = "message error";
  message.textContent = words;
  document.getElementById("messages").replaceChildren(message);
}

document.addEventListener("htmx:sendError", () =>
  say("The server did not answer. What you entered is still on this page; try again in a moment."),
);
document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  if (SHOWN_BY_THE_SERVER.includes(status)) return;
  if (status === 401 || status === 403) say("You are no longer signed in. Reload the page to sign in; then try again.");
  else if (status === 404) say("That is no longer there. Reload the page to see what is.");
  else say(`The server failed (${status}). What you entered is still on this page; try again in a moment.`);
});
