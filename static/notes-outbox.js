// What this browser holds of notes and the server never got: each is sent as a draft as soon as the server answers.

const PLACE = "gradus-note:";
export const AGAIN_MS = 10000;

export function keepHere(key, typed) {
  try {
    localStorage.setItem(PLACE + key, JSON.stringify(typed));
    return true;
  } catch {
    return false;
  }
}

export function forget(key) {
  try {
    localStorage.removeItem(PLACE + key);
  } catch {
    // Nothing could be kept, so nothing is left.
  }
}

function held() {
  try {
    return Object.keys(localStorage)
      .filter((name) => name.startsWith(PLACE))
      .map((name) => [name.slice(PLACE.length), JSON.parse(localStorage.getItem(name))]);
  } catch {
    return [];
  }
}

// The cookie, not the page, has the token: it is another one after signing in again.
export function token() {
  return /(?:^|; )csrftoken=([^;]*)/.exec(document.cookie)?.[1] ?? "";
}

// Gives the server's words, or throws: a TypeError where it does not answer, "signed out" where it sends to sign in.
export async function send(address, typed) {
  const answer = await fetch(address, {
    method: "POST",
    body: new URLSearchParams(typed),
    headers: { "X-CSRFToken": token() },
    redirect: "manual",
  });
  if (answer.type === "opaqueredirect" || answer.status === 403) throw new Error("signed out");
  if (!answer.ok) throw new Error(`status ${answer.status}`);
  return answer.text();
}

// Of another learner of this browser, or of the form that is open now: not to be sent from here.
function isForeign(typed) {
  return typed.learner !== document.body.dataset.learner || typed.draft === document.querySelector(".note-form")?.dataset.draft;
}

async function empty() {
  let sent = 0;
  for (const [key, typed] of held()) {
    if (isForeign(typed)) continue;
    try {
      await send(`/notes/drafts/${typed.draft}/`, typed);
      forget(key);
      sent += 1;
    } catch {
      setTimeout(empty, AGAIN_MS);
      break;
    }
  }
  if (sent) htmx.trigger(document.body, "drafts-changed");
}

addEventListener("online", empty);
addEventListener("load", empty);
