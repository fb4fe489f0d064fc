const SVG = "http://www.w3.org/2000/svg";

/** Outlines on a 24×24 grid, drawn with a round pen. */
const OUTLINES = {
  back: "M15 5l-7 7 7 7",
  close: "M6 6l12 12M18 6L6 18",
  copy: "M9 9h10v10H9zM5 15V5h10",
  down: "M6 9l6 6 6-6",
  edit: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
  file: "M7 3h7l4 4v14H7zM14 3v4h4",
  forward: "M14 6l6 6-6 6M20 12h-9a7 7 0 0 0-7 7",
  inline: "M5 19v-5a4 4 0 0 1 4-4h10M15 6l4 4-4 4",
  link: "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
  menu: "M5 7h14M5 12h14M5 17h14",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  open: "M8 16L16 8M9 8h7v7",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM5 20a7 7 0 0 1 14 0",
  photo: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9h.01",
  reply: "M10 6L4 12l6 6M4 12h9a7 7 0 0 1 7 7",
  send: "M12 20V5M5 12l7-7 7 7",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4",
  tick: "M5 12.5l4.5 4.5L19 7.5",
  ticks: "M2 13l4 4L15 8M11 17l10-9",
};

/** @typedef {keyof typeof OUTLINES} IconName */

/**
 * A decorative picture: the button around it carries the name.
 *
 * @param {IconName} name
 */
export function icon(name) {
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", OUTLINES[name]);
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}
