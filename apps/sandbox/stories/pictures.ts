import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { barriers, phone } from "./browser.ts";
import { packed, type Png } from "./png.ts";

/** Wide enough for a whole card, narrow enough that the page shows Discord alone; tall, so that nothing is cut. */
export const frame = { width: 700, height: 3600 };

/** What stands in `docs/images/policies`, as `preset/name`. */
export function committedPictures(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".png"))
    .map((path) => path.replace(/\.png$/, "").replaceAll("\\", "/"))
    .toSorted();
}

/** Takes the picture and gives its size as the file itself tells it. */
export async function takePicture(element: Locator, folder: string, name: string): Promise<Png> {
  const picture = packed(await element.screenshot({ animations: "disabled" }));
  const path = join(folder, `${name}.png`);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, picture.bytes);
  return picture;
}

/** What would have to be scrolled sideways on a phone, and what axe-core finds there, in words. */
export async function troubleOnPhone(page: Page): Promise<string[]> {
  await page.setViewportSize(phone);
  const trouble = [...(await barriers(page)), ...(await page.evaluate<string[]>(tooWide))];
  await page.setViewportSize(frame);
  return trouble;
}

/** Runs in the browser. Code may be scrolled inside its own frame; nothing else may. */
const tooWide = `
  [...document.querySelectorAll("#messages, #messages *, #modal, #modal *")]
    .filter((part) => part.closest("pre") === null)
    .filter((part) => part.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .map((part) => "too wide: " + part.outerHTML.slice(0, 120))`;
