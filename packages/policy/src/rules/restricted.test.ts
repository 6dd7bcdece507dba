import { expect, test } from "vitest";
import { explainPolicy, loadPolicy } from "../index.ts";

const load = (text: string) => loadPolicy(`extends: seal\n${text}`, { file: "policy.yaml" });
const problems = (text: string): string => {
  const loaded = load(text);
  return loaded.ok ? "" : loaded.refused.map(({ message }) => message).join("\n");
};

test("a policy is refused when it restricts by what it does not have, or by nothing", () => {
  expect(problems("restricted: { when: [{ kinds: [flood] }] }")).toContain('is "flood", which is no kind');
  expect(problems("restricted: { when: [{ levels: [P9] }] }")).toContain("no level");
  expect(problems("restricted: { when: [{ answers: [scoop/yes] }] }")).toContain("no question");
  expect(problems("restricted: { when: [{}] }")).toContain("would restrict every incident");
  expect(problems("restricted: { alwaysIn: [board] }")).toContain("no group or person");
});

test("a policy is refused when the place for its issues is none", () => {
  expect(problems("restricted: { issue: public }")).toContain("`repo:` with a private repository");
  expect(problems("restricted: { issue: { repo: security } }")).toContain("acme/security");
  expect(problems("restricted: { issue: { repo: acme/security } }")).toBe("");
});

test("S3-62: what is restricted, who sees it all the same and where it is kept is told in plain sentences", () => {
  const loaded = load("restricted: { issue: { repo: acme/security } }");
  const said = loaded.ok ? explainPolicy(loaded.value.policy).join("\n") : "";
  expect(said).toContain(
    "Restricted to those named: at P1, of the kind Smart contract exploit or Key compromise",
  );
  expect(said).toContain("A restricted incident's issue: in the private repository acme/security.");
  expect(said).toContain("Always among those who see it:");
});
