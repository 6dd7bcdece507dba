/** A text inside an SVG: it is never markup, and no character in it is one that XML refuses. */
export const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}\ufffe\uffff]+/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");

/** The ink is the same on a light and on a dark page, because the paper comes along. Colour says nothing that shape does not say, too. */
export const ink = { paper: "#ffffff", text: "#1a1a1a", faint: "#5f6b7a", line: "#c9d1d9", mark: "#0b5cad" };

export const font = "DejaVu Sans, Verdana, sans-serif";

export type TextStyle = {
  size?: number;
  anchor?: "start" | "middle" | "end";
  fill?: string;
  isBold?: boolean;
};

export function svgText(x: number, y: number, text: string, style: TextStyle = {}): string {
  const { size = 13, anchor = "start", fill = ink.text, isBold = false } = style;
  return `<text x="${at(x)}" y="${at(y)}" font-size="${size}" text-anchor="${anchor}" fill="${fill}"${isBold ? ' font-weight="bold"' : ""}>${escaped(text)}</text>`;
}

/** A whole picture. `words` say what it shows to whoever cannot see it. */
export function picture(
  { width, height, title, words }: { width: number; height: number; title: string; words: string },
  parts: readonly string[],
): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" font-family="${font}">`,
    `<title>${escaped(title)}</title>`,
    `<desc>${escaped(words)}</desc>`,
    `<rect width="${width}" height="${height}" fill="${ink.paper}"/>`,
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

/** Two decimals are finer than any eye. */
export const at = (value: number): string => String(Math.round(value * 100) / 100);

/** As much of a text as a column takes. */
export const short = (text: string, max: number): string => {
  const letters = [...text];
  return letters.length <= max ? text : `${letters.slice(0, max - 1).join("")}…`;
};
