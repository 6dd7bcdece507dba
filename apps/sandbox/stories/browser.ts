import axe from "axe-core";
import chromium from "@sparticuz/chromium";
import { chromium as playwright, type Browser, type Page } from "playwright-core";

/** Meant for a cloud function that runs one page: here several are open, and what guards a page must stay on. */
const unwanted = ["--single-process", "--no-zygote", "--disable-web-security"];

/** A headless Chromium of our own, unpacked into the temporary folder. */
export async function openBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: chromium.args.filter((flag) => !unwanted.includes(flag)),
    headless: true,
  });
}

/** Longer than anything on the page takes on a busy machine. */
const patienceMs = 15_000;

export type OpenPage = {
  page: Page;
  /** What the browser's console complained about. */ complaints: string[];
};

export const desk = { width: 1400, height: 900 };
export const phone = { width: 390, height: 844 };

export async function openPage(
  browser: Browser,
  url: string,
  options: { viewport: typeof desk; colorScheme?: "light" | "dark" },
): Promise<OpenPage> {
  const context = await browser.newContext({ ...options, reducedMotion: "reduce" });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(url);
  await page.locator("body[data-ready]").waitFor();
  return { page, complaints };
}

/** What axe-core finds wrong on the page as it now stands, in words. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found: { violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] } =
    await page.evaluate("axe.run(document)");
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ""}`),
  );
}
