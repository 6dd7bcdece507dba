import { describe, expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const muster = useSandbox({ policy: "atrium" });
let room = "";
const pullOf = async (title: string) =>
  (await muster.github()).pulls.find((pull) => pull.title.startsWith(title))!;
const checkOf = async () =>
  (await pullOf("Postmortem")).checks.find(({ name }) => name === "Muster postmortem")!;
const file = async () =>
  Object.keys((await pullOf("Postmortem")).files).find((path) => path.startsWith("incidents/"))!;

/** Dee changes the draft on its branch, as in the browser. */
async function edit(change: (text: string) => string): Promise<void> {
  const { head, files } = await pullOf("Postmortem");
  const path = await file();
  await muster.onGithub({ as: "dee", edit: { path, content: change(files[path]!), branch: head } });
  await muster.settle();
}

describe("a postmortem, from the resolution to its publication", () => {
  test("S0-66, S1-40: resolving opens a draft that says at its lines what is missing", async () => {
    await muster.declare("ada", { title: "Withdrawals fail", severity: "P1" });
    room = `#${(await muster.incidentChannel("ada", "withdrawals-fail")).name}`;
    await muster.slash("ada", room, "/incident mitigate", { what: "paused the bridge", verified: "no loss" });
    await muster.slash("ada", room, "/action add", {
      text: "check return values",
      owner: "bo",
      due: "2030-01-01",
    });
    await muster.slash("ada", room, "/incident resolve", { summary: "fixed and deployed" });
    await muster.settle();
    expect(await pullOf("Postmortem")).toMatchObject({ draft: true, state: "open" });
    const check = await checkOf();
    expect(check).toMatchObject({ conclusion: "failure" });
    const path = await file();
    const { files } = await pullOf("Postmortem");
    for (const { path: at, line, message } of check.annotations) {
      expect(at).toBe(path);
      if (message.includes("the impact")) expect(files[path]!.split("\n")[line - 1]).toContain("**Impact:**");
    }
    expect(check.annotations.map(({ message }) => message).join("\n")).toMatch(
      /written down the impact[^]*not said when: root cause identified[^]*the root cause yet[^]*“Lessons Learned”[^]*“Slow detection” has no answer[^]*Nobody has confirmed/,
    );
  });

  test("B18, S0-73: an item that loses its owner fails the check; written whole and confirmed, with the questions answered in Discord, it passes", async () => {
    const item = /(- \[ \] check return values.*), bo, (?=2030-01-01)/;
    await edit((text) => text.replace(item, "$1, "));
    expect((await checkOf()).annotations.map(({ message }) => message).join("\n")).toMatch(
      /I could not find an owner in “check return values.*, 2030-01-01”\./,
    );
    for (const question of ["detection", "response"])
      await muster.slash("ada", room, "/review feedback", { question, answer: "No, it was clear." });
    await edit((text) =>
      text
        .replace(/(- \[ \] check return values.*), (?=2030-01-01)/, "$1, bo, ")
        .replace(/\*\*Impact:\*\* .*/, "**Impact:** Nobody could withdraw for ten minutes.")
        .replace(/- unknown, (?=Root)/, "- 09:05, ")
        .replace(/- unknown, (?=Incident commander)/, "- 09:01, ")
        .replace(/Because unknown/, "Because the bridge trusted an unchecked return value.")
        .replace("_What we'll do differently._", "We check what calls return.")
        .replace("- [ ] Redaction confirmed", "- [x] Redaction confirmed"),
    );
    const check = await checkOf();
    expect(check.annotations.filter(({ level }) => level === "failure")).toEqual([]);
    expect(["neutral", "success"]).toContain(check.conclusion);
  });

  test("S0-71, S0-79: people say that it is ready and merge it; the index and the feed wait in a pull request of their own", async () => {
    const { number } = await pullOf("Postmortem");
    expect(await muster.onGithub({ as: "dee", ready: number })).toMatchObject({ ok: true });
    expect(await muster.onGithub({ as: "dee", merge: number })).toMatchObject({ ok: true });
    await muster.settle();
    const index = await pullOf("Index of incidents");
    expect(index.files["incidents/README.md"]).toMatch(
      /\| INC-1 \| \[Withdrawals fail\]\(\S+-withdrawals-fail\.md\) \| P1 \|/,
    );
    expect(index.files["incidents/feed.xml"]).toContain("<title>Withdrawals fail</title>");
    await muster.onGithub({ as: "dee", merge: index.number });
    await muster.settle();
    expect((await muster.github()).files["incidents/README.md"]).toContain("INC-1");
  });
});
