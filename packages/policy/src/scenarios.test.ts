import { describe, expect, test } from "vitest";
import { partsOfPolicy } from "./explain/index.ts";
import { loadPolicy } from "./load.ts";
import { policySchema } from "./schema.ts";
import { presets } from "./presets/index.ts";
import { findScenario, scenariosOf } from "./scenarios-of.ts";

const policyOf = (preset: string) => policySchema.parse(presets[preset]);

test("S4-107, S4-108, S4-109, S4-110: there is a scenario for each drill that TrustLedger names, and its schedule offers them", () => {
  const policy = policyOf("trustledger");
  const names = policy.drills.schedule["drill"]!.scenarios.map((id) => findScenario(policy, id)?.name);
  expect(names).toEqual(["Contract exploit", "DDoS", "Data breach", "Infrastructure failure"]);
});

test("B27: nine scenarios come along, each with a version, alerts or reports, a false lead, and people outside who ask", () => {
  const all = scenariosOf(policyOf("atrium"));
  expect(all.map(({ id }) => id)).toEqual([
    "contract-exploit",
    "ddos",
    "data-breach",
    "infrastructure-failure",
    "key-compromise",
    "dns-hijack",
    "dependency-attack",
    "discord-takeover",
    "github-outage",
  ]);
  for (const { injects, version, takesMin } of all) {
    const list = Object.values(injects);
    expect(version).toBeGreaterThan(0);
    expect(list.filter(({ isFalse }) => isFalse).length).toBeGreaterThan(0);
    expect(list.some(({ by }) => by === "press" || by === "community")).toBe(true);
    expect(list.some(({ upon }) => upon !== null)).toBe(true);
    for (const { atMin, upon } of list) expect((atMin === null) !== (upon === null)).toBe(true);
    for (const { atMin } of list) expect(atMin ?? 0).toBeLessThan(takesMin);
  }
  expect(all.filter(({ injects }) => Object.values(injects).some(({ by }) => by === "silence")).length).toBe(
    6,
  );
});

describe("a team's own scenario", () => {
  const own = (injects: string): string =>
    `extends: atrium\ndrills:\n  scenarios:\n    oracle:\n      version: 1\n      name: Stuck oracle\n      about: The feed is late.\n      title: Prices stand still\n      opening: The price feed is 40 minutes old.\n      takesMin: 30\n      injects:\n${injects}`;

  test("stands beside the others", () => {
    const loaded = loadPolicy(own("        first: { atMin: 0, by: alert, text: Feed is late }"), {
      file: "x",
    });
    if (!loaded.ok) throw new Error(loaded.refused.map(({ message }) => message).join("\n"));
    expect(findScenario(loaded.value.policy, "Stuck Oracle")?.injects["first"]?.text).toBe("Feed is late");
    expect(scenariosOf(loaded.value.policy)).toHaveLength(10);
  });

  test.each([
    ["        first: { by: alert, text: Late }", "It never comes. Write `atMin:`"],
    ["        first: { atMin: 1, upon: level, by: alert, text: Late }", "Keep one of them"],
    ["        first: { atMin: 45, by: alert, text: Late }", "over after 30"],
    ["        first: { atMin: 1, by: rumour, text: Late }", "Write one of `alert`"],
    ["        first: { upon: pause, by: alert, text: Late }", "`mitigated`"],
  ])("%s is refused in words, with its line", (injects, words) => {
    const loaded = loadPolicy(own(injects), { file: "x" });
    const [problem] = loaded.ok ? [] : loaded.refused;
    expect(problem?.message).toContain(words);
    expect(problem?.line).toBe(12);
  });
});

test.each([
  ["drills: { schedule: { x: { title: X, every: week, kind: drill } } }", "`month`, `quarter` or `year`"],
  ["drills: { schedule: { x: { title: X, every: year, kind: game } } }", "`rollcall`"],
  ["drills: { schedule: { x: { title: X, every: year, kind: drill, scenarios: [moon] } } }", "no scenario"],
  ["drills: { gapsDueDays: 0 }", "1 or more"],
  ["people: { ada: { timeZone: Mars } }", "time zone"],
])("%s is refused in words", (text, words) => {
  const loaded = loadPolicy(`extends: atrium\n${text}`, { file: "x" });
  expect(loaded.ok ? "" : loaded.refused.map(({ message }) => message).join("\n")).toContain(words);
});

test("S4-104, S4-105: what is practised how often is told in plain sentences", () => {
  expect(partsOfPolicy(policyOf("trustledger"))).toEqual(
    expect.arrayContaining([
      "Each quarter a drill, begun with an issue: Incident response drill.",
      "Each year a full simulation, begun with an issue: Full-scale simulation.",
    ]),
  );
});
