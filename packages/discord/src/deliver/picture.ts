import { createRequire } from "node:module";
import { join, dirname } from "node:path";

/** A picture for a message, with the words for whoever cannot see it. */
export type Picture = { name: string; bytes: Uint8Array; alt: string };

/** Discord's limit for what describes an attachment. https://discord.com/developers/docs/resources/message#attachment-object */
const altMax = 1_024;

/** Twice the size of the drawing, so that it is sharp on any screen. */
const zoom = 2;

/**
 * Draws an SVG as PNG; null where this machine cannot: the drawing library is native code, and may be missing. It is only loaded when somebody
 * wants a picture.
 */
export async function draw(svg: string, about: { name: string; alt: string }): Promise<Picture | null> {
  try {
    const { Resvg } = await import("@resvg/resvg-js");
    const font = { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: "DejaVu Sans" };
    const bytes = new Resvg(svg, { font, fitTo: { mode: "zoom", value: zoom } }).render().asPng();
    const letters = [...about.alt];
    const alt = letters.length <= altMax ? about.alt : `${letters.slice(0, altMax - 1).join("")}…`;
    return { name: about.name, bytes, alt };
  } catch {
    return null;
  }
}

/** The font comes along, so that a picture looks the same on every machine. */
function fontFiles(): string[] {
  const folder = dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json"));
  return ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) => join(folder, "ttf", file));
}
