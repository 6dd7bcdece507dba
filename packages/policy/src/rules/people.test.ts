import { describe, expect, test } from "vitest";
import { explainPolicy, loadPolicy } from "../index.ts";

const problems = (text: string): string[] => {
  const loaded = loadPolicy(`extends: seal\n${text}`, { file: "policy.yaml" });
  return loaded.ok ? [] : loaded.refused.map(({ message }) => message);
};
const said = (text: string): string => {
  const loaded = loadPolicy(text, { file: "policy.yaml" });
  if (!loaded.ok) throw new Error(loaded.refused.map(({ message }) => message).join("\n"));
  return explainPolicy(loaded.value.policy).join("\n");
};

describe("a policy is refused", () => {
  test("when tasks are given by a role that it does not have", () => {
    expect(problems("tasks: { givenBy: [captain] }").join()).toContain('is "captain", which is no role');
    expect(problems("tasks: { givenBy: somebody }").join()).toContain("Write `anyone`, or a list of roles.");
  });

  test("when it separates a role that it does not have, or one role from nothing", () => {
    expect(problems("levels: { P1: { separate: [[leader, cook]] } }").join()).toContain(
      'is "cook", which is no role',
    );
    expect(problems("levels: { P1: { separate: [[leader]] } }").join()).toContain("Write two roles or more.");
  });

  test("when a day of training is no day", () => {
    expect(problems('training: { trainedOn: { ada: "last spring" } }').join()).toContain("2026-11-21");
  });
});

describe("a policy says in plain sentences", () => {
  test("S0-42, S0-8, S0-15: how SEAL's people work", () => {
    const seal = said("extends: seal");
    for (const sentence of [
      "Held by different people: Incident Leader, Scribe.",
      "In the beginning 6 people at most",
      "Fixes nothing meanwhile: Scribe.",
      "Several people may be Communication Manager, Subject Matter Expert, Decision Maker.",
      "Tasks are given by Incident Leader, and by anybody while nobody is: to one person, one at a time, for 15 min",
      "Before going on call: Read the incident response policy;",
      "Detector: Get the right people in",
    ]) {
      expect(seal).toContain(sentence);
    }
  });

  test("S1R-2, S1R-4: what Atrium promises, and what is done when nobody answers", () => {
    const atrium = said("extends: atrium");
    expect(atrium).toContain(
      "Targets: somebody leads within 5 min, the first update within 15 min, resolved within 1 h.",
    );
    expect(atrium).toContain("When nobody on call answers: Pause everything now");
  });
});
