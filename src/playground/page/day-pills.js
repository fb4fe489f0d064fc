const REST_MS = 900;

/**
 * A day's heading stays at the top while its messages scroll by, and makes way for them when the reader stops.
 *
 * @param {HTMLElement} viewport
 */
export function restDayPills(viewport) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const rest = () => {
    for (const pill of viewport.querySelectorAll(".day > .pill"))
      pill.classList.toggle("is-resting", isStuck(pill));
  };
  viewport.addEventListener(
    "scroll",
    () => {
      clearTimeout(timer);
      for (const pill of viewport.querySelectorAll(".is-resting")) pill.classList.remove("is-resting");
      timer = setTimeout(rest, REST_MS);
    },
    { passive: true },
  );
}

/** @param {Element} pill away from the place it has in its day */
function isStuck(pill) {
  const day = pill.parentElement;
  if (day === null) return false;
  return pill.getBoundingClientRect().top - day.getBoundingClientRect().top > 16;
}
