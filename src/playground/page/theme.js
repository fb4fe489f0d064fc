import { byId } from "./element.js";
import { icon } from "./icons.js";

const KEY = "playground-theme";
const prefersDark = matchMedia("(prefers-color-scheme: dark)");

/** Applies the theme somebody chose here before; without a choice the system decides. */
function restoreTheme() {
  const chosen = remembered();
  if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
}

/** @returns {boolean} */
function isDark() {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? prefersDark.matches : theme === "dark";
}

/**
 * The button shows where it leads: a moon by day, a sun by night.
 *
 * @param {() => { toDark: string, toLight: string }} texts
 * @returns {() => void} to be called when the language changed
 */
export function connectThemeButton(texts) {
  const button = byId("theme", HTMLButtonElement);
  const show = () => {
    const label = isDark() ? texts().toLight : texts().toDark;
    button.replaceChildren(icon(isDark() ? "sun" : "moon"));
    button.setAttribute("aria-label", label);
    button.title = label;
  };
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    remember(theme);
    show();
  });
  prefersDark.addEventListener("change", show);
  show();
  return show;
}

/** A browser that forbids storage throws at the first touch; the theme then lasts as long as the page. */
function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** @param {string} theme */
function remember(theme) {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Nothing to do: see above.
  }
}

// chat.html loads this file before the first paint, so that a chosen theme does not flash.
restoreTheme();
