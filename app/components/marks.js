// What the components of the evidence share: a mark with its shape and colour.
const PATHS = {
  "triangle-up": "M8 2 14.5 13.5H1.5Z",
  "triangle-down": "M8 14 1.5 2.5H14.5Z",
  diamond: "M8 1 14 8 8 15 2 8Z",
  circle: "M8 2A6 6 0 1 1 8 14 6 6 0 1 1 8 2Z",
};

function sign({ shape, colour, filling }) {
  const NAMES = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(NAMES, "svg");
  const path = document.createElementNS(NAMES, "path");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const look = { d: PATHS[shape], fill: colour, stroke: colour, "fill-opacity": filling, "stroke-width": 1.6 };
  for (const [name, value] of Object.entries(look)) path.setAttribute(name, value);
  svg.append(path);
  return svg;
}
