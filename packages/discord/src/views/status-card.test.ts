import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { at, ada, bo, cy, declared, examples, play, policy, setting } from "@muster/incident/testing";
import { nextSteps, type Incident } from "@muster/incident";
import { settingOf, under } from "@muster/incident/testing-policies";
import type { MessageBody } from "./message.ts";
import { opsAlert } from "./ops-alert.ts";
import { more } from "./reply.ts";
import { statusCard, type StatusCard } from "./status-card.ts";

const card = (incident: Incident, change: Partial<StatusCard> = {}): MessageBody =>
  statusCard({ incident, policy, remotes: {}, lagMs: { discord: 0, github: 0 }, troubles: [], ...change });

type Part = {
  type: number;
  content?: string;
  label?: string;
  custom_id?: string;
  components?: Part[];
  url?: string;
};
const parts = (message: MessageBody): Part[] => {
  const flat = (part: Part): Part[] => [part, ...(part.components ?? []).flatMap(flat)];
  return (message.components as Part[]).flatMap(flat);
};
const text = (message: MessageBody): string =>
  parts(message)
    .flatMap(({ content }) => content ?? [])
    .join("\n");
const buttons = (message: MessageBody): string[] => parts(message).flatMap(({ label }) => label ?? []);

/** https://discord.com/developers/docs/components/reference */
function fits(message: MessageBody): void {
  const all = parts(message);
  expect(all.length).toBeLessThanOrEqual(40);
  expect(text(message).replaceAll("\n", "").length).toBeLessThanOrEqual(4_000);
  for (const row of all.filter(({ type }) => type === 1)) {
    expect(row.components!.length).toBeGreaterThan(0);
    expect(row.components!.length).toBeLessThanOrEqual(5);
  }
  const ids = all.flatMap(({ custom_id: id }) => id ?? []);
  expect(new Set(ids).size).toBe(ids.length);
  expect(message.allowed_mentions.parse).toEqual([]);
}

test("a fresh P0 says severity, criterion, status, roles, what to do, and what the policy tells about the damage", () => {
  const said = text(card(declared({ level: "P0" }).incident));
  for (const words of [
    "**INC-1** Withdrawals fail",
    "🔴 P0",
    "Fund loss or unauthorized admin action",
    "🔥 Open",
    `<t:${at(0).getTime() / 1_000}:R>`,
    `**Incident commander**: offered to <@${ada.discord}>, waiting`,
    "**MISSING**: ",
    "Scribe",
    "/incident mitigate",
    "Muster never runs these",
    "revokeAll(address)",
  ]) {
    expect(said).toContain(words);
  }
});

test("S1-20: the caution of a step stands before the step", () => {
  const said = text(card(declared({ level: "P0" }).incident));
  expect(said.indexOf("48 h timelock")).toBeLessThan(said.indexOf("Then start the emergency pause"));
});

test("S1-8: the person on call is asked with buttons and pinged once, by the card itself", () => {
  const message = card(declared().incident);
  expect(message.allowed_mentions).toEqual({
    parse: [],
    users: [ada.discord],
    roles: [],
    replied_user: false,
  });
  expect(buttons(message)).toContain("Accept Incident commander");
});

test.each([
  ["open", declared(), ["Update", "Severity", "Mitigate", "Resolve"]],
  ["mitigated", play(declared(), [1, examples.mitigate]), ["Update", "Severity", "Resolve"]],
  ["resolved", play(declared(), [1, examples.resolve]), ["Add action", "Reopen", "Add note"]],
  ["merged", play(declared(), [1, examples.merge]), []],
])("while %s no button promises what a press would refuse", (_status, story, expected) => {
  const shown = buttons(card(story.incident));
  const known = ["Update", "Severity", "Mitigate", "Resolve", "Add action", "Reopen", "Add note"];
  expect(shown.filter((label) => known.includes(label))).toEqual(expected);
});

test("a lane that is behind and what people must mend are said on the card", () => {
  const troubles = [{ what: "I may not file the issue.", fix: "Give the app Issues: write." }];
  const said = text(card(declared().incident, { lagMs: { discord: 0, github: 95_000 }, troubles }));
  expect(said).toContain("GitHub is behind by 1 min 35 s");
  expect(said).toContain("I may not file the issue. → Give the app Issues: write.");
});

test("a tired reader gets the first steps; the others are behind More, for those in the room alone", () => {
  const busy = under(settingOf("extends: trustledger"));
  const { incident } = busy.play(
    busy.declare("P0"),
    [1, { do: "note-service", name: "Bridge", impact: "paused", isCritical: null }],
    [2, { ...examples["draft-public"], where: "Twitter", text: "We look into it.", nextUpdate: "1h" }],
    [3, { ...examples["draft-public"], where: "Email", text: "We look into it.", nextUpdate: "1h" }],
  );
  const steps = nextSteps(incident, busy.policy);
  expect(steps.length).toBeGreaterThan(7);
  const said = text(card(incident, { policy: busy.policy }));
  expect(said).toContain(`… ${steps.length - 6} more: press More`);
  const answer = JSON.stringify(more(incident, busy.policy, "card"));
  for (const step of steps.slice(6)) expect(answer).toContain(step.slice(0, 40));
  expect(JSON.stringify(more(incident, busy.policy, "ops"))).not.toContain("Also next");
  expect(said.split("\n").length).toBeLessThanOrEqual(32);
});

test("words for several places of the public stand in one line", () => {
  const busy = under(settingOf("extends: trustledger"));
  const lines = nextSteps(busy.declare("P0").incident, busy.policy).filter((line) =>
    line.startsWith("Public:"),
  );
  expect(lines).toEqual([
    "Public: Update of the status page status.trustledger.org; Update on Twitter as @TrustLedger; Email to affected users. Have each approved before it goes out: /comms draft.",
  ]);
});

describe("whatever people write", () => {
  const words = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 4_000 }),
    fc.constantFrom(
      "@everyone ".repeat(400),
      "``` ".repeat(900),
      "👩‍👩‍👧‍👦".repeat(300),
      "*_~|`[]()".repeat(400),
      "\n# ".repeat(1_000),
    ),
  );

  test("the card and the alert fit, ping nobody who was not asked, and keep their first lines", () => {
    fc.assert(
      fc.property(words, words, fc.integer({ min: 0, max: 30 }), (one, two, count) => {
        const story = declared({ title: (one.trim() || "x").slice(0, 150), description: two });
        const incident: Incident = {
          ...story.incident,
          timeline: Array.from({ length: count + 1 }, (_, n) => ({
            ...story.incident.timeline[0]!,
            seq: n + 1,
            text: one,
          })),
          actions: Array.from({ length: count }, (_, n) => ({
            id: `A${n}`,
            text: two,
            owner: { ...bo, name: one },
            due: "2026-12-01",
            done: n % 3 === 0,
            at: at(0).toISOString(),
          })),
          resolution: two,
          mitigation: { what: one, verified: two, by: cy },
          signals: Array.from({ length: count }, (_, n) => ({
            key: `k${n}`,
            title: one,
            state: "firing",
            startedAt: at(0).toISOString(),
            url: null,
          })),
        };
        const message = card(incident, { troubles: [{ what: one, fix: two }] });
        fits(message);
        expect(message.allowed_mentions.users).toEqual([ada.discord]);
        expect(text(message)).toContain("INC-1");
        expect(text(message)).toContain("P1");
        expect(text(message).split("```").length % 2).toBe(1);
        fits(opsAlert({ incident, policy, remotes: {}, onCallRoleId: "100000000000000009", troubles: [] }));
      }),
      { numRuns: 150 },
    );
  });
});

describe("since when", () => {
  const second = (minute: number): number => at(minute).getTime() / 1_000;
  const began = `began <t:${second(0)}:f>`;
  test.each([
    ["open", [], `**🔥 Open** since <t:${second(0)}:f>`],
    ["mitigated", [[10, examples.mitigate]], `**🧯 Mitigated** <t:${second(10)}:R> · ${began}`],
    [
      "resolved",
      [
        [10, examples.mitigate],
        [30, examples.resolve],
      ],
      `**✅ Resolved** <t:${second(30)}:R> after 30 min · ${began}`,
    ],
    ["dismissed", [[10, examples.dismiss]], `**🚫 Dismissed** · ${began}`],
    [
      "merged",
      [[10, { do: "merge", into: { id: "x", ref: "INC-7" } }]],
      "**🔀 Merged** into **INC-7**: go on there",
    ],
  ] as [string, Parameters<typeof play>[1][], string][])(
    "both the card and the alert tell it of the status that the incident has: %s",
    (_status, steps, words) => {
      const { incident } = play(declared({ level: "P1" }), ...steps);
      expect(text(card(incident))).toContain(words);
      const alert = opsAlert({ incident, policy, remotes: {}, onCallRoleId: null, troubles: [] });
      expect(text(alert)).toContain(words);
    },
  );
});

describe("the alert", () => {
  const alert = (incident: Incident, onCallRoleId: string | null = "100000000000000009"): MessageBody =>
    opsAlert({ incident, policy, remotes: {}, onCallRoleId, troubles: [] });

  test("S1R-6: pings the on-call role, and only it, for a level that pages", () => {
    expect(alert(declared({ level: "P1" }).incident).allowed_mentions).toMatchObject({
      roles: ["100000000000000009"],
      users: [],
    });
    expect(alert(declared({ level: "P2" }).incident).allowed_mentions).toMatchObject({
      roles: [],
      users: [],
    });
    expect(alert(declared({ level: null }).incident).allowed_mentions).toMatchObject({
      roles: [],
      users: [],
    });
  });

  test("says aloud when there is nobody to page", () => {
    expect(text(alert(declared({ level: "P1" }).incident, null))).toContain("Nobody was paged");
  });

  test("S1-7: asks everyone who reads it for the severity, with every criterion", () => {
    const message = alert(declared({ level: null }, { setting }).incident);
    expect(text(message)).toContain("p95");
    const menu = parts(message).find(({ type }) => type === 3) as unknown as { options: { value: string }[] };
    expect(menu.options.map(({ value }) => value)).toEqual(["P0", "P1", "P2", "P3", "unsure"]);
  });
});
