/** Light or dark: what the system says, until someone chooses; the choice is remembered here. */

import { make, say } from "./dom";

const KEY = "jinqiao-theme";
type Theme = "light" | "dark";

function remembered(): Theme | null {
  try {
    const found = localStorage.getItem(KEY);
    return found === "light" || found === "dark" ? found : null;
  } catch {
    return null; // storage may be forbidden
  }
}

const dark = matchMedia("(prefers-color-scheme: dark)");
const current = (): Theme => remembered() ?? (dark.matches ? "dark" : "light");

function show(): void {
  const theme = current();
  document.documentElement.dataset["theme"] = theme;
  document.querySelectorAll<HTMLButtonElement>("button[data-theme-toggle]").forEach((button) => {
    button.setAttribute("aria-pressed", String(theme === "dark"));
    button.title = say("深色", "Dark");
    button.setAttribute("aria-label", button.title);
  });
}

/** Follow the system, and a button in the page's header. */
export function theme(): void {
  document.querySelector("header.top")?.append(make("button", { type: "button", class: "theme", "data-theme-toggle": "" }, "◐"));
  show();
  dark.addEventListener("change", show);
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || !event.target.closest("[data-theme-toggle]")) return;
    try {
      localStorage.setItem(KEY, current() === "dark" ? "light" : "dark");
      show();
    } catch {
      document.documentElement.dataset["theme"] = document.documentElement.dataset["theme"] === "dark" ? "light" : "dark";
    }
  });
}
