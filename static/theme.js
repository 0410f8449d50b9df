// Runs before the first paint, so that a chosen theme never flashes the other one.
"use strict";
{
  let chosen = null;
  try {
    chosen = localStorage.getItem("gradus-theme");
  } catch {
    // Storage may be forbidden; the system's theme then stands.
  }
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
    document.querySelector("meta[name=color-scheme]").content = chosen; // the ground, before any sheet is there
  }
}
