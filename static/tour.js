// The tour's bar: it shows the part of the page it tells of, and Escape ends it. Everything else is plain forms.

const bar = document.getElementById("tour");

function show() {
  const target = bar.dataset.target && document.querySelector(bar.dataset.target);
  if (!target) return;
  target.classList.add("tour-target");
  const { top, bottom } = target.getBoundingClientRect();
  if (top < 0 || bottom > bar.getBoundingClientRect().top) target.scrollIntoView({ block: "nearest" });
}

// Escape belongs first to whatever is open above the page, and to a field that is being written in.
function isTaken(event) {
  return event.defaultPrevented || event.isComposing || document.querySelector(":modal, :popover-open") !== null;
}

function leave(event) {
  if (event.key !== "Escape" || !bar.isConnected || isTaken(event)) return;
  if (event.target.matches?.("input, textarea, select")) return;
  event.preventDefault();
  bar.querySelector("[data-key=esc]").click();
}

// The address names the bar only to put the keyboard there; a reload is to begin at the top of the page.
if (location.hash === "#tour") {
  if (document.activeElement === document.body) bar.focus({ preventScroll: true }); // else the browser did, or the learner went on
  history.replaceState(history.state, "", location.pathname + location.search);
}
show();
window.addEventListener("load", show); // by then the editor has its height
document.addEventListener("keydown", leave, true);
document.addEventListener("htmx:afterSettle", () => {
  if (bar.isConnected) return;
  document.querySelector(".tour-target")?.classList.remove("tour-target");
  if (document.activeElement === document.body) document.getElementById("content").focus({ preventScroll: true });
});
