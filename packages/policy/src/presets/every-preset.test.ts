import { describe, expect, test } from "vitest";
import { checkPolicy, explainPolicy, loadPolicy, policySchema, presets } from "../index.ts";

const names = ["atrium", "pci", "seal", "trustledger"];

test("these are the presets", () => {
  expect(Object.keys(presets)).toEqual(names);
});

describe.each(names)("the preset %s", (name) => {
  const policy = policySchema.parse(presets[name]);

  test("has its own name as its id, so that severities of two presets are told apart", () => {
    expect(policy.id).toBe(name);
  });

  test("under another id it is the same policy with the same problems", () => {
    const other = policySchema.parse({ ...policy, id: "zephyr" });
    expect({ ...other, id: name }).toEqual(policy);
    expect(checkPolicy(other)).toEqual(checkPolicy(policy));
    expect(explainPolicy(other)).toEqual(explainPolicy(policy));
  });

  test("can be customised in each part that a team calls by other names", () => {
    const text = [
      `extends: ${name}`,
      "discord: { opsAlerts: alarms, category: War rooms, responderRole: sre, onCallRole: pager }",
      "github: { label: outage }",
      "onCall: { document: rota.md }",
      "tracker: { path: todo.md }",
      "postmortem: { path: 'retros/{date}-{slug}.md' }",
    ].join("\n");
    const loaded = loadPolicy(text, { file: "x" });
    if (!loaded.ok) throw new Error("It was refused.");
    const said = explainPolicy(loaded.value.policy).join("\n");
    for (const word of ["#alarms", "@pager", "label outage", "rota.md", "todo.md", "retros/"]) {
      expect(said).toContain(word);
    }
    expect(said).not.toContain("ops-alerts");
  });
});

test("every level that wants a postmortem says by when action items are named, and the worse a level the sooner they are done", () => {
  for (const name of Object.keys(presets)) {
    const loaded = loadPolicy(`extends: ${name}`, { file: "x" });
    if (!loaded.ok) throw new Error(name);
    const levels = Object.values(loaded.value.policy.levels).toSorted((a, b) => a.rank - b.rank);
    const named = levels.filter(({ postmortem }) => postmortem.required);
    expect(named.map(({ actionsNamedWithinDays: days }) => days)).not.toContain(null);
    const done = levels.flatMap(({ actionsDoneWithinDays: days }) => days ?? []);
    expect(done.length).toBeGreaterThanOrEqual(named.length);
    expect(done.slice(0, named.length)).toEqual(done.slice(0, named.length).toSorted((a, b) => a - b));
  }
});
