import { expect, test } from "vitest";
import { loadPolicy } from "../load.ts";
import { sayProblem } from "../problem.ts";

const load = (text: string) => loadPolicy(`extends: seal\n${text}`, { file: "policy.yaml" });
const refused = (text: string): string => {
  const loaded = load(text);
  return loaded.ok ? "" : loaded.refused.map(sayProblem).join("\n");
};
const warned = (text: string): string => {
  const loaded = load(text);
  return loaded.ok ? loaded.value.warnings.map(sayProblem).join("\n") : "refused";
};

test.each([
  [
    "a slot that means nothing",
    "documents: { post-mortem: { text: 'a {titel}' } }",
    "documents.post-mortem.text, its line 1: `{titel}` is no slot",
  ],
  ["a time that nobody knows", "documents: { post-mortem: { text: '{time noon}' } }", "names no time `noon`"],
  [
    "a span with one end",
    "documents: { post-mortem: { text: '{span started}' } }",
    "needs time and time behind its name",
  ],
  [
    "two main documents",
    "documents: { incident-log: { path: null } }",
    "Only the main document goes without",
  ],
  ["no main document", "documents: { post-mortem: { path: 'a/{slug}.md' } }", "has no main document"],
  [
    "a path that two incidents share",
    "documents: { incident-log: { path: log.md } }",
    "Put `{slug}` into it",
  ],
  [
    "a path that is taken",
    "documents: { incident-log: { path: 'post-mortems/{date}-{slug}.md' } }",
    "is the same as postmortem.path",
  ],
  [
    "a placeholder that there is not",
    "documents: { incident-log: { path: '{year}-{slug}.md' } }",
    "holds `{year}`",
  ],
  [
    "a level that there is not",
    "documents: { incident-log: { levels: [P9] } }",
    'is "P9", which is no level',
  ],
  [
    "a main document for some levels",
    "documents: { post-mortem: { levels: [P1] } }",
    "leaves levels without their main document",
  ],
])("%s is refused with what to write", (_, text, says) => {
  expect(refused(text)).toContain(says);
});

test("a role or a document that the team took out is no reason to refuse the policy: it is told, and prints as unknown", () => {
  expect(warned("documents: { incident-log: null }")).toContain("names no document `incident-log`");
});

test("a level that asks for no postmortem gets no document, which is told", () => {
  expect(warned("documents: { incident-log: { levels: [P1, P5] } }")).toContain(
    "names `P5`, which asks for no postmortem",
  );
});
