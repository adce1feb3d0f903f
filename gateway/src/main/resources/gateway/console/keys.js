// Everything can be reached by keys; none of them does anything by itself.

import { byId, say } from "./dom.js";

const PANELS = ["health", "nearest", "control", "prices", "latency", "orders", "insurance"];
const THEMES = { system: "light", light: "dark", dark: "system" };

/** Listens for keys, and to the buttons of the header. */
export function start() {
  setTheme(localStorage.getItem("plimsoll-theme") ?? "system");
  byId("theme").addEventListener("click", nextTheme);
  byId("help-open").addEventListener("click", () => byId("help").showModal());
  document.addEventListener("keydown", onKey);
}

function onKey(event) {
  const inField = event.target.closest?.("input, select, textarea");
  if (event.key === "Escape" && inField) {
    event.target.blur();
  }
  if (inField || event.ctrlKey || event.metaKey || event.altKey || byId("help").open) {
    return;
  }
  const act = actOf(event.key);
  if (act) {
    event.preventDefault();
    act();
  }
}

function actOf(key) {
  const panel = PANELS[Number(key) - 1];
  if (panel) {
    return () => byId(panel + "-title").focus();
  }
  return {
    k: () => byId("kill-reason").focus(),
    a: () => byId("arm-name").focus(),
    t: nextTheme,
    "?": () => byId("help").showModal(),
  }[key];
}

function nextTheme() {
  setTheme(THEMES[document.documentElement.dataset.theme ?? "system"]);
}

function setTheme(name) {
  const theme = THEMES[name] ? name : "system";
  if (theme === "system") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  localStorage.setItem("plimsoll-theme", theme);
  say(byId("theme"), "Theme: " + theme);
  document.dispatchEvent(new Event("theme"));
}
