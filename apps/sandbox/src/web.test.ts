import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { barriers, openBrowser } from "../stories/browser.ts";
import { takePicture } from "../stories/pictures.ts";
import { useSandbox } from "../stories/player.ts";
import { playPast } from "../stories/web-scene.ts";

/* Muster's own pages, as somebody reads them on a desk and on a phone. MUSTER_PICTURES=write keeps the pictures that docs/ shows. */

const muster = useSandbox();
const isWriting = process.env["MUSTER_PICTURES"] === "write";
const kept = join(import.meta.dirname, "..", "..", "..", "docs", "images");
const folder = isWriting ? kept : mkdtempSync(join(tmpdir(), "pictures-"));
const desk = { width: 1100, height: 800 };
const phone = { width: 360, height: 740 };
let browser: Browser;
let secret = "";

beforeAll(async () => {
  [browser, secret] = await Promise.all([openBrowser(), playPast(muster)]);
});
afterAll(async () => {
  await browser.close();
  if (!isWriting) rmSync(folder, { recursive: true, force: true });
});

const limit = { timeout: 60_000 };
const urlOf = (path: string): string => new URL(path, muster.running().sandbox.info.webUrl).href;

async function signIn(
  who: string,
  options: Parameters<Browser["newContext"]>[0],
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  await page.goto(muster.running().sandbox.info.webUrl);
  await page.getByRole("link", { name: "Sign in with Discord" }).click();
  await page.getByRole("link", { name: `Continue as ${who}` }).click();
  return { context, page };
}

const focused = (page: Page): Promise<string> => page.evaluate<string>("document.activeElement.textContent");

/** What would have to be scrolled sideways, and what axe-core finds, in words. */
async function trouble(page: Page): Promise<string[]> {
  const width = await page.evaluate<number>(
    "document.documentElement.scrollWidth - document.documentElement.clientWidth",
  );
  return [...(width > 0 ? [`${page.url()} is too wide by ${width}`] : []), ...(await barriers(page))];
}

test(
  "a responder signs in with Discord by keyboard alone, and finds the way from the list to the incident",
  limit,
  async () => {
    const { context, page } = await signIn("ada", { viewport: desk });
    await page.getByRole("heading", { name: "Incidents", level: 1 }).waitFor();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    const title = "Withdrawals fail for everyone";
    for (let tries = 0; tries < 20; tries += 1) {
      await page.keyboard.press("Tab");
      if ((await focused(page)) === title) break;
    }
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Withdrawals fail for everyone" }).waitFor();
    expect(await page.getByRole("region", { name: "Timeline" }).innerText()).toContain(
      "The price feed is silent",
    );
    await takePicture(page.locator("body"), folder, "web-incident");
    await page.getByRole("link", { name: "Metrics" }).click();
    await page.getByRole("heading", { name: "How long it took" }).waitFor();
    await takePicture(page.locator("body"), folder, "web-metrics");
    await context.close();
  },
);

test("every page has no barrier and fits: on a desk in light, on a phone in dark", limit, async () => {
  const both = ["/app/acme/incidents/INC-3", "/app/acme/metrics", "/status"];
  const others = [
    "/app/acme/incidents",
    "/app/acme/actions",
    "/app/acme/on-call",
    "/app/acme/maturity",
    "/sign-in",
  ];
  const found: string[] = [];
  for (const { paths, ...options } of [
    { paths: both, viewport: desk, colorScheme: "light" },
    { paths: [...both, ...others], viewport: phone, colorScheme: "dark" },
  ] as const) {
    const { context, page } = await signIn("ada", options);
    for (const path of paths) {
      await page.goto(urlOf(path));
      found.push(...(await trouble(page)));
    }
    await context.close();
  }
  expect(found).toEqual([]);
});

test("S3-62: what is restricted is seen by whoever is in, and by no other responder", limit, async () => {
  const { context, page } = await signIn("cy", { viewport: desk });
  expect(await page.locator("main").innerText()).not.toContain("Signer key");
  const answer = await page.goto(urlOf(`/app/acme/incidents/${secret}`));
  expect(answer?.status()).toBe(404);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("link", { name: "Sign in with GitHub" }).waitFor();
  await page.getByRole("link", { name: "Sign in with Discord" }).click();
  await page.getByRole("link", { name: "Continue as ada" }).click();
  await page.getByRole("link", { name: "Signer key" }).waitFor();
  await context.close();
  const stranger = await signIn("eve", { viewport: desk });
  await stranger.page.getByRole("heading", { name: "not in a team here" }).waitFor();
  await stranger.context.close();
});

test("S4-81: everybody reads what was published, word for word, without signing in", limit, async () => {
  const context = await browser.newContext({ viewport: { width: 700, height: 500 } });
  const page = await context.newPage();
  await page.goto(muster.running().sandbox.info.statusUrl);
  const text = await page.locator("main").innerText();
  expect(text).toContain("Withdrawals are failing at the moment.");
  expect(text).not.toMatch(/Withdrawals fail for everyone|INC-|P1|ada/);
  await takePicture(page.locator("body"), folder, "status-page");
  await context.close();
});
