/** Small drawings of our own, so that they look the same on a computer without a font for such signs. */
const drawings = {
  lock: "M4 7V5a4 4 0 0 1 8 0v2h1v7H3V7zm2 0h4V5a2 2 0 0 0-4 0z",
  pin: "M5 2h6v1l-1 1v3l3 3v1H9v4l-1 1-1-1v-4H3v-1l3-3V4L5 3z",
  clip: "M11.5 4v7a3.5 3.5 0 0 1-7 0V4.500a2.500 2.500 0 0 1 5 0V11a1.500 1.500 0 0 1-3 0V5h1.200v6a.3.3 0 0 0 .6 0V4.500a1.300 1.300 0 0 0-2.600 0V11a2.300 2.300 0 0 0 4.600 0V4z",
  eye: "M8 3c4 0 6.500 3.500 7 5-.5 1.500-3 5-7 5S1.500 9.500 1 8c.5-1.500 3-5 7-5zm0 2a3 3 0 1 0 0 6 3 3 0 0 0 0-6zm0 1.500a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3z",
  file: "M4 1h5l4 4v10H4zm5 1.500V5.500h3z",
  folder: "M1 3h5l2 2h7v9H1z",
} as const;

const svg = "http://www.w3.org/2000/svg";

/** Decoration only: whatever it means also stands beside it in words. */
export function icon(name: keyof typeof drawings): SVGElement {
  const element = document.createElementNS(svg, "svg");
  element.setAttribute("viewBox", "0 0 16 16");
  element.setAttribute("class", "icon");
  element.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg, "path");
  path.setAttribute("d", drawings[name]);
  path.setAttribute("fill-rule", "evenodd");
  element.append(path);
  return element;
}
