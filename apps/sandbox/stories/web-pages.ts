import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { barriers } from "./browser.ts";
import { takePicture } from "./pictures.ts";
import type { Player } from "./player.ts";
import { importPast, playDrill, playNight } from "./web-scene.ts";

const folder = join(import.meta.dirname, "..", "..", "..", "docs", "images");
const isWriting = process.env["MUSTER_PICTURES"] === "write";
const desk = { width: 1100, height: 800 };
const phone = { width: 360, height: 740 };

/** Muster's own pages, as somebody reads them on a desk and on a phone. With MUSTER_PICTURES=write the pictures in docs/images are taken anew. */
export function readPages(muster: Player, openBrowser: () => Browser): void {
  let night = { ref: "", secret: "" };
  beforeAll(async () => {
    night = await playNight(muster);
  });
  const urlOf = (path: string): string => new URL(path, muster.running().sandbox.info.webUrl).href;

  async function signIn(
    who: string,
    options: Parameters<Browser["newContext"]>[0],
  ): Promise<{ context: BrowserContext; page: Page }> {
    const context = await openBrowser().newContext({ reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(15_000);
    const page = await context.newPage();
    await page.goto(muster.running().sandbox.info.webUrl);
    await page.getByRole("link", { name: "Sign in with Discord" }).click();
    await page.getByRole("link", { name: `Continue as ${who}` }).click();
    return { context, page };
  }

  const focused = (page: Page): Promise<string> =>
    page.evaluate<string>("document.activeElement.textContent");

  const picture = async (page: Page, name: string): Promise<void> => {
    if (isWriting) await takePicture(page.locator("body"), folder, name);
  };

  /** What would have to be scrolled sideways, and what axe-core finds, in words. */
  async function trouble(page: Page): Promise<string[]> {
    const width = await page.evaluate<number>(
      "document.documentElement.scrollWidth - document.documentElement.clientWidth",
    );
    return [...(width > 0 ? [`${page.url()} is too wide by ${width}`] : []), ...(await barriers(page))];
  }

  test("a responder signs in with Discord by keyboard alone, and finds the way from the list to the incident", async () => {
    const { context, page } = await signIn("ada", { viewport: desk });
    await page.getByRole("heading", { name: "Incidents", level: 1 }).waitFor();
    await page.keyboard.press("Tab");
    expect(await focused(page)).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    const title = "Deposits wait for hours";
    for (let tries = 0; tries < 20; tries += 1) {
      await page.keyboard.press("Tab");
      if ((await focused(page)) === title) break;
    }
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Deposits wait for hours" }).waitFor();
    expect(await page.getByRole("region", { name: "Timeline" }).innerText()).toContain("The relay is silent");
    await picture(page, "web-incident");
    await page.getByRole("link", { name: "Metrics" }).click();
    await page.getByRole("heading", { name: "How long it took" }).waitFor();
    await context.close();
  });

  test("no page has a barrier, and each fits: on a desk in light, on a phone in dark", async () => {
    const incident = `/app/acme/incidents/${night.ref}`;
    const found: string[] = [];
    for (const { paths, ...options } of [
      { paths: [incident, "/app/acme/metrics"], viewport: desk, colorScheme: "light" },
      {
        paths: [incident, "/app/acme/actions", "/app/acme/maturity", "/status"],
        viewport: phone,
        colorScheme: "dark",
      },
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

  test("S3-62: what is restricted is seen by whoever is in, and by no other responder", async () => {
    const { context, page } = await signIn("cy", { viewport: desk });
    expect(await page.locator("main").innerText()).not.toContain("Signer key");
    const answer = await page.goto(urlOf(`/app/acme/incidents/${night.secret}`));
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

  test("S4-81: everybody reads what was published, word for word, without signing in", async () => {
    const context = await openBrowser().newContext({ viewport: { width: 700, height: 500 } });
    const page = await context.newPage();
    await page.goto(muster.running().sandbox.info.statusUrl);
    const text = await page.locator("main").innerText();
    expect(text).toContain("Deposits take hours at the moment.");
    expect(text).not.toMatch(/Deposits wait for hours|INC-|P1|ada/);
    await picture(page, "status-page");
    await context.close();
  });

  // These need a past and a quarter of an hour, and what they show is tested where it is worked out.
  test.runIf(isWriting)("the pictures of figures, a drill's report and the maturity report", async () => {
    await importPast(muster);
    const drill = await playDrill(muster);
    const { context, page } = await signIn("ada", { viewport: desk });
    for (const [path, name] of [
      ["/app/acme/metrics", "web-metrics"],
      [`/app/acme/drills/${drill}`, "web-drill"],
      ["/app/acme/maturity", "web-maturity"],
    ] as const) {
      await page.goto(urlOf(path));
      await picture(page, name);
    }
    await context.close();
  });
}
