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
