// What every page shares: the theme switch, the keys and their sheet.

const THEMES = ["system", "light", "dark"];
const GLYPHS = { system: "◐", light: "○", dark: "●" };
const SEQUENCE_MS = 1200;

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

function wearTheme(theme) {
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  document.querySelector("meta[name=color-scheme]").content = theme === "system" ? "light dark" : theme;
  showTheme();
  document.dispatchEvent(new CustomEvent("gradus:theme"));
}

function turnTheme() {
  const next = THEMES[(THEMES.indexOf(currentTheme()) + 1) % THEMES.length];
  keep("gradus-theme", next === "system" ? null : next);
  wearTheme(next);
}

themeSwitch.addEventListener("click", turnTheme);
// Every window of the learner's wears what was chosen in one.
window.addEventListener("storage", ({ key, newValue }) => {
  if (key === "gradus-theme") wearTheme(THEMES.includes(newValue) ? newValue : "system");
});
themeSwitch.hidden = false;
showTheme();

// Keys: an element says its own key in data-key ("g l", "s", "ctrl+enter"); links and buttons are clicked, fields focused.

const main = document.getElementById("content");
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

function listKeys(section, elements) {
  const list = section.querySelector("dl");
  list.replaceChildren();
  const keys = elements.map((element) => element.dataset.key);
  for (const [place, element] of elements.entries()) {
    if (keys.indexOf(keys[place]) !== place) continue; // The first of several is the one that hears the key.
    const term = document.createElement("dt");
    const words = document.createElement("dd");
    term.append(...spelled(keys[place]));
    words.textContent = describe(element);
    list.append(term, words);
  }
  section.hidden = !keys.length;
}

// What has no key is gone to from here. What stands in each row of a list or a table is the row's own.
function keyless() {
  const actions = [...main.querySelectorAll("button, summary, a.button, input[type=submit], [role=tab]")];
  const alone = actions.filter((one) => !one.closest("[data-key], li, tr") && !one.disabled && visible(one));
  return new Map(alone.filter(describe).map((one) => [describe(one), one]));
}

function listActions(section) {
  const actions = keyless();
  section.querySelector("div").replaceChildren(
    ...[...actions].map(([words, element]) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = words;
      button.addEventListener("click", () => {
        sheet.close();
        element.focus();
      });
      return button;
    }),
  );
  section.hidden = !actions.size;
}

function openSheet() {
  const here = keyed().filter((element) => main.contains(element));
  listKeys(sheet.querySelector(".keys-here"), here);
  listKeys(sheet.querySelector(".keys-everywhere"), keyed().filter((element) => !here.includes(element)));
  listActions(sheet.querySelector(".keys-none"));
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
