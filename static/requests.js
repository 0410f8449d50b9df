// What every page says of its requests: that one takes long, that one failed and can be tried again; and it loses nothing.

const SLOW_MS = 400;
// Statuses whose answer is swapped in, with its own words (htmx-config in base.html).
const SHOWN_BY_THE_SERVER = [400, 409, 413, 422];
const TYPED = "gradus-typed";
const FIELDS = "textarea, select, input:not([type=hidden], [type=password], [type=file])";

// Under way: a line along the upper edge, once it takes longer than one waits without wondering.

const line = document.createElement("progress");
line.className = "waiting";
line.hidden = true;
line.setAttribute("aria-label", "Waiting for the server");
document.querySelector(".top").append(line);
const underWay = new Set();

document.addEventListener("htmx:beforeSend", ({ detail: { xhr } }) => {
  underWay.add(xhr);
  setTimeout(() => underWay.has(xhr) && (line.hidden = false), SLOW_MS);
});
document.addEventListener("htmx:afterRequest", ({ detail: { xhr } }) => {
  underWay.delete(xhr);
  if (!underWay.size) line.hidden = true;
});

// Failed: what happened, what is still there, and a button for what to do. Several that failed are one message.

const failed = new Map();

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function say(words, label, act) {
  const message = document.createElement("p");
  message.className = "message error";
  message.dataset.said = "";
  message.append(words, " ", button(label, act));
  document.getElementById("messages").replaceChildren(message);
}

function unsay() {
  document.querySelector("#messages > [data-said]")?.remove();
}

// What a request carried besides what its form holds by now, such as the place where a topic was dropped.
function besides({ elt, verb, formData }) {
  const now = window.htmx.values(elt, verb);
  const keys = [...new Set(formData.keys())].filter((key) => now[key] === undefined);
  return Object.fromEntries(keys.map((key) => [key, formData.get(key)]));
}

function tryAgain() {
  const waiting = [...failed.values()];
  failed.clear();
  unsay();
  if (waiting.some(({ requestConfig }) => !requestConfig.elt.isConnected)) location.reload();
  else for (const { requestConfig, target, etc } of waiting) {
    const { verb, path, elt, triggeringEvent } = requestConfig;
    const context = { source: elt, event: triggeringEvent, target, swap: etc.swapOverride, values: besides(requestConfig) };
    window.htmx.ajax(verb, path, context).catch(() => {}); // said by the listeners below
  }
}

function offer(detail, words, label = "Try again", act = tryAgain) {
  failed.set(detail.requestConfig.elt, detail);
  say(words, label, act);
}

for (const silence of ["htmx:sendError", "htmx:timeout"]) {
  document.addEventListener(silence, ({ detail }) =>
    offer(detail, "The server did not answer. What you entered is still on this page."),
  );
}

document.addEventListener("htmx:responseError", ({ detail }) => {
  const { status } = detail.xhr;
  const reload = () => location.reload();
  if (SHOWN_BY_THE_SERVER.includes(status)) return;
  if (status === 401 || status === 403) offer(detail, "You are no longer signed in. Copy what you typed, then sign in.", "Reload the page", reload);
  else if (status === 404) offer(detail, "That is no longer there.", "Reload the page", reload);
  else offer(detail, `The server failed (${status}). What you entered is still on this page.`);
});

// Once what failed was answered, what was said of it is no longer true.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful) return;
  failed.delete(detail.requestConfig.elt);
  if (!failed.size) unsay();
});

// A message that arrives while one reads further down stays in sight until it is closed.
document.addEventListener("htmx:oobAfterSwap", ({ detail: { target } }) => {
  const messages = document.getElementById("messages");
  if (target.id !== "messages" || !messages.children.length) return;
  messages.classList.add("arrived");
  messages.append(button("Close", () => messages.replaceChildren()));
});

// A form that is sent as a page: what was typed is held until a page answers it, and is in the form again if none did.

const SIGN_IN = "/account/sign-in/";

function typed(form) {
  return [...form.elements].filter((field) => field.name && field.matches(FIELDS));
}

function named(form) {
  return `${form.getAttribute("action") ?? ""} ${typed(form).map((field) => field.name).join(" ")}`;
}

function valueOf(field) {
  return field.matches("[type=checkbox], [type=radio]") ? field.checked : field.value;
}

function hold(held) {
  try {
    sessionStorage.setItem(TYPED, JSON.stringify(held));
  } catch {
    // Storage may be forbidden or full; the browser's own memory of the form is left.
  }
}

document.addEventListener("submit", ({ target: form, defaultPrevented }) => {
  if (defaultPrevented || form.method !== "post" || form.dataset.keep || !typed(form).length) return;
  if (location.pathname === SIGN_IN) return;
  hold({ page: location.href, form: named(form), values: typed(form).map(valueOf) });
});

// The page that the form was sent from, or the one that answers at the form's own address and shows it again.
function isIn(page, form) {
  return page === location.href || new URL(form.getAttribute("action") ?? "", location).pathname === location.pathname;
}

// Whether the form is on this page; where it shows something else, what was typed comes back into it.
function giveBack({ page, form: name, values }) {
  const form = [...document.forms].find((one) => one.method === "post" && named(one) === name && isIn(page, one));
  if (!form || typed(form).every((field, place) => valueOf(field) === values[place])) return Boolean(form);
  for (const [place, field] of typed(form).entries()) {
    if (typeof values[place] === "boolean") field.checked = values[place];
    else field.value = values[place];
  }
  say("What you sent was not taken. It is in the form again; nothing is lost.", "Send it again", () => form.requestSubmit());
  return true;
}

function wasTaken({ wanted }) {
  const [{ type, responseStatus }] = performance.getEntriesByType("navigation");
  const from = document.referrer && new URL(document.referrer).pathname;
  return type !== "back_forward" && from && from !== SIGN_IN && !(responseStatus >= 400) && !wanted;
}

function arrive() {
  const held = JSON.parse(sessionStorage.getItem(TYPED));
  if (!held || location.pathname === SIGN_IN) return;
  if (wasTaken(held)) sessionStorage.removeItem(TYPED);
  else if (giveBack(held)) hold({ ...held, wanted: false });
  else
    say("What you sent last was not taken. It is held in this window.", "Go back to it", () => {
      hold({ ...held, wanted: true });
      location.href = held.page;
    });
}

try {
  arrive();
} catch {
  // Where storage is forbidden nothing was held, and nothing can be given back.
}
