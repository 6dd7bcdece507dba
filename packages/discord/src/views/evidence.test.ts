import {
  ada,
  at,
  bo,
  by,
  clock,
  cy,
  declared,
  examples,
  play,
  policy,
  type Story,
} from "@muster/incident/testing";
import { settingOf, under } from "@muster/incident/testing-policies";
import type { Policy } from "@muster/policy";
import { expect, test } from "vitest";
import { evidenceView } from "./evidence.ts";
import { evidenceHistory, evidenceList } from "./evidence-list.ts";
import { readCustomId } from "./custom-id.ts";
import type { Sight } from "./part.ts";
import { partViews } from "./parts.ts";
import { sayingOf } from "./say.ts";
import { statusCard } from "./status-card.ts";

const sight = (story: Story, person = ada, under: Policy = policy): Sight => ({
  incident: story.incident,
  policy: under,
  remotes: {},
  person,
  now: at(100),
});
const said = (story: Story) => sayingOf(story.events.at(-1)!, { incident: story.incident, policy });
const idsIn = (message: unknown): string[] =>
  [...JSON.stringify(message).matchAll(/"custom_id":"([^"]+)"/g)].map(([, id]) => id!);
const kept = play(declared(), [1, examples["add-evidence"]]);
const handed = play(kept, [2, examples["hand-evidence"]]);

test("S4-124: whoever is handed evidence is pinged, and nobody else, with a button to say that they have it", () => {
  const { pings, rows } = said(handed);
  expect(pings).toEqual([bo]);
  const presses = idsIn(rows).map((id) => readCustomId(id));
  expect(presses).toEqual([
    { action: "do", incidentId: "inc-id-1", arg: "evidence-receive/E1" },
    { action: "do", incidentId: "inc-id-1", arg: "evidence-decline/E1" },
  ]);
  expect(partViews.presses["evidence-receive"]!(sight(handed), "E1", [])).toEqual({
    order: { do: "receive-evidence", item: "E1" },
  });
});

test("declined, the one who still has it is told", () => {
  const { text, pings } = said(play(handed, [3, examples["decline-evidence"], by(bo)]));
  expect(text).toContain("it is still with you in the record");
  expect(pings).toEqual([ada]);
});

test("S4-44, S4-122: the list says what is kept, from where, with which hash, where, by whom and until when", () => {
  const text = evidenceList(sight(kept)).content!;
  expect(text).toContain("Muster deletes none of it");
  expect(text).toContain(
    "**E1** Access log of the bridge (bridge-1) · no hash · vault/bridge-1.log · with ada",
  );
  const held = play(kept, [5, examples["place-hold"]]);
  expect(evidenceList(sight(held)).content).toContain("Kept until **H1** is lifted");
  const over = play(kept, [5, { ...examples["place-hold"], until: "1h" }]);
  expect(evidenceList({ ...sight(over), now: at(200) }).content).toContain("its time is over");
});

test("the one who was handed something finds their buttons in the list, others do not", () => {
  const has = (person: typeof ada): boolean =>
    idsIn(evidenceList(sight(handed, person))).some((id) => id.includes("receive"));
  expect([has(bo), has(cy)]).toEqual([true, false]);
});

test("S4-124: one piece shows every hand that it went through, and corrections beside the first words", () => {
  const story = play(
    handed,
    [3, examples["receive-evidence"], by(bo)],
    [4, examples["correct-evidence"], by(bo)],
  );
  const text = evidenceHistory(sight(story), "e1").content!;
  for (const part of [
    "Access log of the bridge",
    "ada → bo: for analysis",
    "it is of bridge-2",
    "sha256: unknown",
  ])
    expect(text).toContain(part);
  expect(evidenceHistory(sight(story), "E9").content).toContain("Choose one of `E1`");
});

test("what people typed into evidence pings nobody and forms nothing", () => {
  const hostile = "@everyone <@1> [x](http://evil) **b**";
  const story = play(declared(), [
    1,
    { ...examples["add-evidence"], what: hostile, source: hostile, place: hostile },
  ]);
  for (const text of [
    said(story).text,
    evidenceList(sight(story)).content!,
    evidenceHistory(sight(story), "E1").content!,
  ]) {
    expect(text).not.toMatch(/@everyone|<@1>|\]\(http/);
  }
});

test("the card is silent without evidence, and says what is on its way and what is held", () => {
  const card = (story: Story): string =>
    evidenceView
      .card({ incident: story.incident, policy })
      .map(({ text }) => text)
      .join();
  expect(card(declared())).toBe("");
  expect(card(handed)).toBe("🗄️ **Evidence**: 1 in /evidence list, not acknowledged: E1");
  expect(card(play(kept, [3, examples["place-hold"]]))).toContain("**Legal hold** (H1): delete nothing");
});

test("the reminder asks the receiver, with the same buttons", () => {
  const calm = play(declared({ level: "P3" }), [1, examples["add-evidence"]], [2, examples["hand-evidence"]]);
  const asked = play(calm, [62, { do: "fire-timer", name: "evidence-handed:E1/20260105T0902" }, clock]);
  const { text, pings, rows } = said(asked);
  expect(text).toContain("do you have evidence **E1**?");
  expect(pings).toEqual([bo]);
  expect(idsIn(rows).length).toBeGreaterThanOrEqual(2);
});

test("S3-61: where regulated data is or may be involved, the card tells to protect it first", () => {
  const pci = under(settingOf("extends: pci"));
  const card = (answer: string): string => {
    const asked = { do: "answer-question", question: "regulated-data", answer, note: null } as const;
    const { incident } = pci.play(pci.declare("Severity 2"), [5, asked]);
    const empty = { remotes: {}, lagMs: { discord: 0, github: 0 }, troubles: [] };
    return JSON.stringify(statusCard({ incident, policy: pci.policy, ...empty }));
  };
  expect(card("yes")).toContain("Regulated data: protect it first");
  expect(card("unknown")).toContain("Regulated data: protect it first");
  expect(card("no")).not.toContain("protect it first");
});

test("S4-42: who says that the damage has stopped while nothing is preserved is told to save what is left", () => {
  const trustledger = under(settingOf("extends: trustledger"));
  const words = (story: Story): string =>
    sayingOf(story.events.at(-1)!, { incident: story.incident, policy: trustledger.policy }).text;
  const open = trustledger.declare("P0");
  expect(words(trustledger.play(open, [2, examples.mitigate]))).toContain("Nothing is preserved yet.");
  expect(words(trustledger.play(open, [1, examples["add-evidence"]], [2, examples.mitigate]))).not.toContain(
    "preserved",
  );
});

test("S4-124: whoever had evidence that was taken over is told by name, and nobody else", () => {
  const taken = play(kept, [5, examples["take-evidence"], by(bo)]);
  const { pings, text } = said(taken);
  expect(pings).toEqual([ada]);
  expect(text).toContain("bo took over evidence **E1**");
});
