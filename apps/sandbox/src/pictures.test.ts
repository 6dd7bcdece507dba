import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { barriers, openBrowser, openPage } from "../stories/browser.ts";
import { answersOf, play, scenes, type Scene } from "../stories/picture-scenes.ts";
import { committedPictures, frame, takePicture, troubleOnPhone } from "../stories/pictures.ts";
import { useSandbox } from "../stories/player.ts";

/* What docs/tour.md shows is taken here, each time anew. MUSTER_PICTURES=write keeps the pictures; else only their names count. */

const kept = join(import.meta.dirname, "..", "..", "..", "docs", "images", "policies");
const isWriting = process.env["MUSTER_PICTURES"] === "write";
const folder = isWriting ? kept : mkdtempSync(join(tmpdir(), "pictures-"));
let browser: Browser;

beforeAll(async () => {
  if (isWriting) rmSync(kept, { recursive: true, force: true });
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  if (!isWriting) rmSync(folder, { recursive: true, force: true });
});

async function picture(element: Locator, name: string): Promise<void> {
  const { width, height } = await takePicture(element, folder, name);
  expect({ name, isWide: width >= 300 && width <= 700 }).toEqual({ name, isWide: true });
  expect({ name, isTall: height >= 90 && height <= 2000 }).toEqual({ name, isTall: true });
}

async function enter(page: Page, channel: string): Promise<void> {
  await page.locator("#channel-drawer").evaluate((drawer) => drawer.setAttribute("open", ""));
  await page.locator("#channels button", { hasText: channel }).first().click();
  await page.getByRole("heading", { name: channel }).waitFor({ state: "attached" });
  await page.locator("#channel-drawer").evaluate((drawer) => drawer.removeAttribute("open"));
}

const messageOf = (page: Page, id: string): Locator => page.locator(`.message[data-id="${id}"]`);

describe.each(scenes)("the pictures of $policy", { timeout: 180_000 }, (scene: Scene) => {
  const muster = useSandbox({ policy: scene.policy });
  const named = (name: string): string => `${scene.policy}/${name}`;

  test("each shows whole, fits a phone, and has no barrier", async () => {
    const room = await play(muster, scene);
    const answers = await answersOf(muster, scene, room);
    const { page, complaints } = await openPage(browser, muster.running().url, { viewport: frame });

    await enter(page, scene.declare.where.slice(1));
    const alert = page.locator(".message:not(.ephemeral)", { hasText: scene.declare.title }).last();
    await picture(alert, named("ops"));
    expect(await troubleOnPhone(page)).toEqual([]);

    await enter(page, room.slice(1));
    const card = page.locator(".message", { has: page.locator(".tag", { hasText: "Pinned" }) });
    await picture(card, named("card"));
    for (const [name, id] of Object.entries(answers)) {
      const answer = messageOf(page, id);
      if (name === "classify") await answer.locator("summary").first().click();
      await picture(answer, named(name));
    }
    expect(await troubleOnPhone(page)).toEqual([]);

    if (scene.pictured.includes("approve")) {
      await page.getByRole("button", { name: "Approve" }).last().click();
      const form = page.getByRole("dialog");
      await form.waitFor();
      expect(await barriers(page)).toEqual([]);
      await picture(form, named("approve"));
      expect(await troubleOnPhone(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
  });
});

test("the tour has every picture, and no other lies about", () => {
  const names = scenes.flatMap(({ policy, pictured }) =>
    ["card", "ops", ...pictured].map((name) => `${policy}/${name}`),
  );
  expect(committedPictures(kept)).toEqual(names.toSorted());
  const tour = readFileSync(join(kept, "..", "..", "tour.md"), "utf8");
  expect(names.filter((name) => !tour.includes(`(images/policies/${name}.png)`))).toEqual([]);
});
