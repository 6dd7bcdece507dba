import { expect, test } from "vitest";
import { explainPolicy, loadPolicy } from "../index.ts";

const load = (more: string) => loadPolicy(`extends: atrium\n${more}`, { file: ".muster/policy.yaml" });

test("a path that would put all quarters into one file is refused with what to write", () => {
  const loaded = load("learning: { report: docs/learning.md }\n");
  expect(loaded.ok ? [] : loaded.refused.map(({ line, message }) => [line, message])).toEqual([
    [
      2,
      'learning.report is "docs/learning.md", one file for all quarters. Put `{quarter}` into it, such as incidents/learning/{quarter}.md, or write `null` for no report.',
    ],
  ]);
});

test("comparing and the report are on by themselves, said in the explanation, and can be switched off", () => {
  const words = (more: string): string => {
    const loaded = load(more);
    return loaded.ok ? explainPolicy(loaded.value.policy).join("\n") : "";
  };
  expect(words("")).toContain("A new incident is compared with the latest 100 that are over");
  expect(words("")).toContain("After each quarter a report on what it teaches is proposed");
  const off = words("lookalikes: { among: 0 }\nlearning: { report: null }\n");
  expect(off).toContain("A new incident is not compared with earlier ones.");
  expect(off).toContain("No report on a quarter is proposed.");
});
