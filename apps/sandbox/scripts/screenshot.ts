// Takes the picture of the sandbox that the README shows: an incident under way, on both sides.
//   node apps/sandbox/scripts/screenshot.ts
// The computer needs a font with emoji; without one they show as empty boxes.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { startSandbox } from "../src/index.ts";
import { desk, openBrowser, openPage } from "../stories/browser.ts";

const picture = join(import.meta.dirname, "..", "..", "..", "docs", "images", "sandbox.png");
const silent = { info() {}, warn() {}, error() {} };

const dataDir = mkdtempSync(join(tmpdir(), "screenshot-"));
const sandbox = await startSandbox({ port: 0, policy: "atrium", dataDir, log: silent });
const browser = await openBrowser();
try {
  const act = async (deed: Record<string, unknown>): Promise<void> => {
    const body = JSON.stringify(deed);
    const answer = await fetch(`${sandbox.url}/api/act`, { method: "POST", body });
    if (!answer.ok) throw new Error(await answer.text());
    await fetch(`${sandbox.url}/api/settle`, { method: "POST" });
  };
  const declare = { title: "Withdrawals fail for everyone", severity: "P1" };
  await act({ as: "ada", in: "#ops-alerts", slash: "/incident declare", options: declare });
  await act({ as: "ada", press: "Accept Incident commander" });

  const { page } = await openPage(browser, sandbox.url, { viewport: desk });
  await page.getByRole("button", { name: /^incident-/ }).click();
  await page.getByRole("heading", { name: /incident-/ }).waitFor();
  await page.getByRole("button", { name: "Pinned card" }).click();
  await page.locator("#github-body .item button").click();
  await page.getByRole("tabpanel").getByText("Next steps").waitFor();
  await page.mouse.move(0, 0);
  mkdirSync(dirname(picture), { recursive: true });
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
  await sandbox.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
