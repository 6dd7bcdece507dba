import { expect, test } from "vitest";
import { useSandbox, type Acted } from "./player.ts";

const muster = useSandbox({ policy: "atrium" });
const ops = "#ops-alerts";
const textOf = ({ sees }: Acted): string => sees.map(({ text }) => text).join("\n");
const handling = (shown: string): string | undefined =>
  /1\.1 Handling incidents.*?: ([^\n]+)/.exec(shown)?.[1];

async function say(
  as: string,
  slash: string,
  incident: string,
  options: Record<string, string>,
): Promise<void> {
  const acted = await muster.slash(as, ops, slash, { incident, ...options });
  if (!acted.ok) throw new Error(`${slash}: ${acted.error ?? ""}`);
}

/** Incidents that these two deal with at once, for so long. */
async function deal(titles: string[], [first, second]: [string, string], span: string): Promise<void> {
  const refs: [string, string][] = [];
  for (const title of titles) {
    const declared = await muster.slash(first, ops, "/incident declare", { title, severity: "P2" });
    refs.push([title, /INC-\d+/.exec(textOf(declared))![0]]);
  }
  for (const [title, ref] of refs) {
    await say(second, "/incident update", ref, { text: `I look at the ${title}` });
    await say(second, "/incident decision", ref, { text: `restart the ${title}`, reason: "it is quick" });
    await say(first, "/incident note", ref, { text: `the ${title} answers again` });
  }
  await muster.advance(span);
  for (const [title, ref] of refs) {
    await say(first, "/incident update", ref, { text: `the ${title} is stable` });
    await say(first, "/incident resolve", ref, { summary: `the ${title} runs again` });
  }
}

test("S2-1, S2-4: what two people deal with supports a level, a pile of what one person makes up does not, and a judgement stands beside it", async () => {
  await deal(["vault", "relay"], ["ada", "bo"], "20m");
  await deal(["copy", "joke"], ["ada", "ada"], "20m");
  const few = await muster.slash("ada", ops, "/maturity show");
  expect(handling(textOf(few))).toBe("insufficient data");
  expect(textOf(few)).toContain("2 real incidents and 0 drills count, 2 set aside");

  await deal(["bridge"], ["bo", "ada"], "20m");
  const enough = await muster.slash("ada", ops, "/maturity show");
  expect(handling(textOf(enough))).toBe("level 1 is supported");
  expect(enough.sees[0]!.ephemeral).toBe(true);

  const word = await muster.slash("bo", ops, "/maturity attest", {
    item: "handling",
    level: "3",
    note: "I read our policy and all of our runbooks",
  });
  expect(textOf(word)).toContain("It stands beside what the record shows (level 1 is supported)");
  expect(textOf(word)).toContain("You took part in 3 of the incidents");
  const both = await muster.slash("ada", ops, "/maturity show");
  expect(handling(textOf(both))).toBe("level 1 is supported");
  expect(textOf(both)).toContain("Attested: level 3, bo");

  const detail = await muster.press("ada", ops, "1.1 Handling incidents", both.sees[0]!.id);
  expect(textOf(detail)).toContain("Level 2");
  expect(textOf(detail)).toContain("does not pass");
  expect(textOf(detail)).toContain("No record can show: whether the procedures are good");
  expect(textOf(await muster.slash("eve", ops, "/maturity show"))).not.toContain("Handling");
});
