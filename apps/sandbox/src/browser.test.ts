import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { barriers, desk, openBrowser, openPage, phone, type OpenPage } from "../stories/browser.ts";
import { useSandbox } from "../stories/player.ts";
import { readPages } from "../stories/web-pages.ts";

const muster = useSandbox();
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
});

const limit = { timeout: 180_000 };
const composer = (page: Page) => page.getByRole("textbox", { name: /^Message to/ });
const messages = (page: Page) => page.getByRole("region", { name: "Messages" });

async function type(page: Page, line: string): Promise<void> {
  await composer(page).fill(line);
  await composer(page).press("Enter");
}

async function becomes(page: Page, name: string): Promise<void> {
  await page.locator(`label[for=me-${name}]`).click();
  await page.locator("#composer-label", { hasText: `as ${name}` }).waitFor({ state: "attached" });
}

describe("the whole job by hand, on the page", limit, () => {
  let open: OpenPage;
  let page: Page;
  beforeAll(async () => {
    open = await openPage(browser, muster.running().url, { viewport: desk });
    ({ page } = open);
  });

  test("a typed command declares, and the answer leads to the channel that appears", async () => {
    await type(page, "/incident declare title:Withdrawals fail for everyone severity:P1");
    await messages(page).getByText("INC-1 declared").waitFor();
    await page
      .getByRole("button", { name: /^#incident-.*withdrawals/ })
      .first()
      .click();
    await page.getByRole("heading", { name: /incident-.*withdrawals-fail-for-everyone/ }).waitFor();
    await messages(page).getByText("Service down or data integrity issue").first().waitFor();
  });

  test("a button of the card takes command, and the card says who has it", async () => {
    await messages(page).getByRole("button", { name: "Accept Incident commander" }).first().click();
    await messages(page).getByText("Incident commander: @ada").waitFor();
  });

  test("a command chosen from the list asks for its options as fields", async () => {
    await composer(page).fill("/incident no");
    await page.getByRole("option", { name: /^\/incident note/ }).waitFor();
    await composer(page).press("Enter");
    await page.getByLabel("text", { exact: true }).fill("Oracle answers are stale");
    await page.getByRole("button", { name: "Run" }).click();
    await messages(page).getByText("Oracle answers are stale").first().waitFor();
    await expect.poll(() => composer(page).isVisible()).toBe(true);
  });

  test("a mitigation shows on both sides", async () => {
    await type(page, "/incident mitigate what:Paused withdrawals verified:No transfer in 10 blocks");
    await messages(page).getByText("Mitigated: Paused withdrawals").first().waitFor();
    await page.locator("#github").getByText("status:mitigated").waitFor();
  });

  test("resolving through the card's form opens the pull request with the postmortem", async () => {
    await messages(page).getByRole("button", { name: "Resolve" }).first().click();
    const form = page.getByRole("dialog");
    await form.getByLabel("Summary").waitFor();
    expect(await barriers(page)).toEqual([]);
    await form.getByLabel("Summary").fill("The feed was switched over");
    await form.getByRole("button", { name: "Submit" }).click();
    await form.waitFor({ state: "hidden" });
    await page.getByRole("tab", { name: /Pull requests ?1/ }).click();
    await page.locator("#github-body .item button").click();
    await page
      .getByText(/incidents\/.*withdrawals-fail-for-everyone\.md/)
      .first()
      .waitFor();
    expect(await barriers(page)).toEqual([]);
  });

  test("merging it closes the incident", async () => {
    await becomes(page, "dee");
    await page.getByRole("button", { name: "Ready for review" }).click();
    await page.getByRole("button", { name: "Merge pull request" }).click();
    await page.locator("#github").getByText("Merged into main").waitFor();
    await page.getByRole("button", { name: /^incident-.*withdrawals/ }).click();
    await messages(page)
      .getByText(/Closed/)
      .first()
      .waitFor();
    await page.getByRole("tab", { name: "Issues" }).click();
    await page.getByRole("button", { name: "1 closed" }).click();
    await page.locator("#github-body").getByText("Withdrawals fail for everyone").waitFor();
  });

  test("the log shows the calls under what caused them", async () => {
    await page.locator("#log > summary").click();
    await page
      .locator("#log-groups")
      .getByText(/ada: runs \/incident declare/)
      .waitFor();
    await page.locator("#log-groups summary", { hasText: "/incident declare" }).click();
    await page.locator("#log-groups").getByText("keep:status-card").first().waitFor();
    await page.locator("#log > summary").click();
  });

  test("axe-core finds no barrier and the console is quiet, in light and in dark", async () => {
    expect(await barriers(page)).toEqual([]);
    const dark = await openPage(browser, muster.running().url, { viewport: desk, colorScheme: "dark" });
    await dark.page.getByRole("button", { name: /^incident-.*withdrawals/ }).click();
    await dark.page.getByRole("heading", { name: /incident-.*withdrawals/ }).waitFor();
    expect(await barriers(dark.page)).toEqual([]);
    expect([...open.complaints, ...dark.complaints]).toEqual([]);
  });
});

describe("everyday use", limit, () => {
  let open: OpenPage;
  let page: Page;
  beforeAll(async () => {
    open = await openPage(browser, muster.running().url, { viewport: desk });
    ({ page } = open);
  });

  test("what somebody else does arrives, and the half-typed text and the focus stay", async () => {
    await page.getByRole("button", { name: /^general/ }).click();
    await page.getByRole("heading", { name: "general" }).waitFor();
    await composer(page).pressSequentially("I was just about to sa");
    await muster.say("bo", "#general", "Good morning");
    await messages(page).getByText("Good morning").waitFor();
    await composer(page).pressSequentially("y");
    expect(await composer(page).inputValue()).toBe("I was just about to say");
    await composer(page).fill("");
  });

  test("typed text never becomes markup, and only web addresses become links", async () => {
    const evil = "<img src=x onerror=alert(1)> [here](javascript:alert(1)) **bold**";
    await type(page, evil);
    const last = messages(page).locator(".message").last();
    await last.getByText("<img src=x onerror=alert(1)>").waitFor();
    expect(await last.locator("img, a").count()).toBe(0);
    expect(await last.locator("strong", { hasText: "bold" }).count()).toBe(1);
  });

  test("a message becomes an incident through its Apps menu", async () => {
    await messages(page).locator(".message", { hasText: "Good morning" }).getByText("Apps").click();
    await page.getByRole("button", { name: "Declare incident" }).click();
    const form = page.getByRole("dialog");
    await form.waitFor();
    await page.keyboard.press("Escape");
    await form.waitFor({ state: "hidden" });
  });

  test("a refusal stands beside the composer, in words", async () => {
    await type(page, "/incident nonsense title:x");
    await page.locator("#composer").getByRole("alert").getByText("No command is called that").waitFor();
  });

  test("another person sees what they may see, and nothing of it before", async () => {
    await becomes(page, "mal");
    await page.getByRole("heading", { name: "Borealis Bridge" }).waitFor();
    expect(await page.locator("#channels").innerText()).not.toContain("withdrawals");
    await becomes(page, "ada");
  });

  test("the clock moves, and a platform goes down and comes back", async () => {
    const day = (await page.locator("#now").innerText()).slice(0, 10);
    await page.getByRole("button", { name: "Move the clock +1 day" }).click();
    await expect
      .poll(async () => (await page.locator("#now").innerText()).slice(0, 10), { timeout: 60_000 })
      .not.toBe(day);
    await page.getByRole("switch", { name: /GitHub/ }).uncheck();
    await page.getByText("GitHub DOWN").waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole("switch", { name: /GitHub/ }).check();
    await page.getByText("GitHub up").waitFor();
  });

  test("an alert opens an incident, and its end is told", async () => {
    await page.getByRole("button", { name: "An alert fires" }).click();
    await page
      .locator("#channels")
      .getByText(/withdrawal/)
      .nth(1)
      .waitFor();
    await page.getByRole("button", { name: "The alert is over" }).click();
    await expect.poll(() => page.locator("#alerts .notice").count()).toBe(0);
  });

  test("files and branches can be read, and the other team's repository too", async () => {
    await page.getByRole("tab", { name: /Files/ }).click();
    await page.getByRole("button", { name: "plan-tracker.md" }).click();
    await page.getByText("Access control on the vault").waitFor();
    await page.getByLabel("Repository", { exact: true }).selectOption("borealis/bridge");
    await page.getByText("No open issue").waitFor();
    expect(open.complaints).toEqual([]);
  });
});

describe("on a phone", limit, () => {
  test("one side at a time, nothing to scroll sideways, and a command can be given", async () => {
    const { page, complaints } = await openPage(browser, muster.running().url, { viewport: phone });
    await type(page, "/incident list");
    await messages(page).getByText("INC-1").first().waitFor();
    for (const side of ["GitHub", "Log", "Discord"]) {
      await page.getByRole("tab", { name: side, exact: true }).click();
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(phone.width);
      expect(await barriers(page)).toEqual([]);
    }
    await page.locator("#channel-drawer > summary").click();
    await page.locator("#channels button").first().click();
    await page.locator("#channel-summary", { hasText: "general" }).waitFor();
    expect(complaints).toEqual([]);
  });
});

describe("Muster's own pages", limit, () => {
  readPages(muster, () => browser);
});
