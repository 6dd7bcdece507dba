import { decide } from "@muster/incident";
import { ada, at, bo, by, declared, examples, play, policy, record } from "@muster/incident/testing";
import { loadPolicy, slotProblems, type Policy } from "@muster/policy";
import type { Incident } from "@muster/incident";
import { describe, expect, test } from "vitest";
import { fillName, postmortemPath, renderDocuments } from "./documents.ts";
import { hostileTexts, parseAsGitHub } from "./testing.ts";

const quick = play(
  declared({ description: "Nobody can withdraw.", detectedAt: at(-5).toISOString() }, { actor: by(bo) }),
  [2, { do: "take-role", role: "scribe" }, by(bo)],
  [3, { do: "take-role", role: "commander" }, by(ada)],
  [20, examples["find-root-cause"]],
  [40, examples.mitigate],
  [84, examples.resolve],
  [90, { ...examples["add-action"], due: "2026-02-01" }],
);

/** The main document, which Atrium has alone. */
const mainOf = (incident: Incident, under: Policy = policy): string =>
  renderDocuments({ incident, policy: under }).documents[0]!.text; // Every policy has a main document.

const page = mainOf(quick.incident);

test("S1-33: the header holds title, date, severity, duration and impact", () => {
  expect(
    page
      .split("\n")
      .filter((line) => line !== "")
      .slice(0, 5),
  ).toEqual([
    "# Incident: Withdrawals fail",
    "**Date:** 2026-01-05",
    "**Severity:** P1",
    "**Duration:** 1.5 hours (from detected 2026-01-05 08:55 UTC to resolved 2026-01-05 10:24 UTC)",
    "**Impact:** Nobody can withdraw.",
  ]);
});

test("S1-34: the timeline begins with the five anchors, in the template's order and words", () => {
  expect(page).toContain(`## Timeline

- 08:55, Alert fired
- 09:03, Incident commander assigned
- 09:20, Root cause identified
- 09:40, Mitigation applied
- 10:24, Service restored
`);
});

test("S1-34: whoever leads is named whatever order a stored policy keeps its roles in", () => {
  const roles = Object.fromEntries(Object.entries(policy.roles).toReversed());
  const text = mainOf(quick.incident, { ...policy, roles });
  expect(text).toContain("- 09:03, Incident commander assigned");
});

test("the whole record follows", () => {
  expect(page).toContain(
    "- 09:20, ada: Root cause: an unchecked return value\n- 09:40, ada: Mitigated: paused the bridge.",
  );
});

test("S1-35: an entry of another day says which", () => {
  const long = play(declared(), [60 * 15 + 10, examples.mitigate]);
  const text = mainOf(long.incident);
  expect(text).toContain("- 09:00, Alert fired");
  expect(text).toContain("- 2026-01-06 00:10, Mitigation applied");
});

test("what nobody knows is said to be unknown", () => {
  const { incident } = declared();
  const text = mainOf({ ...incident, anchors: {} });
  expect(text).toContain("**Duration:** unknown (not resolved yet)");
  expect(text).toContain("**Impact:** unknown (what did users experience?)");
  expect(text.match(/^- unknown, /gm)).toHaveLength(5);
  expect(text).toContain("From start to detection: unknown.");
});

test("S1-36: the root cause is asked for in five whys, the first of which is answered from the record", () => {
  const list = parseAsGitHub(page).children.find((node) => node.type === "list" && node.ordered === true);
  expect(list?.type === "list" && list.children).toHaveLength(5);
  expect(page).toContain(
    "## Root Cause (5 Whys)\n\n1. Why did it happen? Because an unchecked return value\n",
  );
});

test("S1-37: action items are boxes with action, owner and due date", () => {
  expect(page).toContain(
    "## Action Items\n\n- [ ] check return values, bo, 2026-02-01 <!-- muster:action=INC-1/A1 -->\n",
  );
});

test("S1-38: the lessons have their section", () => {
  expect(page).toContain("## Lessons Learned\n\n_What we'll do differently._\n");
});

test("S1-41, S1-42: slow detection and an unclear response are asked about, with the figures and the answers", () => {
  expect(page).toContain(
    "From start to detection: unknown. From detection to declaration: 5 min. From declaration to somebody in charge: 2 min.",
  );
  expect(page).toContain("- Was the detection slow? Then say which alert rule changes.");
  expect(page).toContain(
    "- Was it unclear at any time what to do? Then say which runbook changes. Answer: unknown",
  );
});

test("S1-32: the file lies where the policy says", () => {
  expect(postmortemPath(policy, quick.incident)).toBe("incidents/2026-01-05-withdrawals-fail.md");
  expect(fillName(policy.hotfix.branch, quick.incident)).toBe("hotfix/incident-2026-01-05");
});

test("whoever leads under another policy is named as that policy names them", () => {
  const loaded = loadPolicy("extends: seal\ndocuments: { post-mortem: null, incident-log: null }", {
    file: "x",
  });
  if (!loaded.ok) throw new Error("The preset was refused.");
  const seal = { policy: loaded.value.policy, policyVersion: "v1", onCall: [] };
  const { incident } = declared({ level: "P2" }, { setting: seal });
  const taken = decide(
    incident,
    { command: { do: "take-role", role: "leader" }, actor: by(ada) },
    seal,
    at(4),
  );
  if (!taken.ok) throw new Error("The role was refused.");
  const led = record({ incident, events: [] }, taken.value, by(ada), at(4)).incident;

  // Without documents of its own a policy gets the five whys.
  expect(mainOf(led, seal.policy)).toContain("- 09:04, Incident Leader assigned\n");
  expect(mainOf(incident, seal.policy)).toContain("- unknown, Incident Leader assigned\n");
});

test.each(["../x", "a/../../b", "/etc/passwd", "a\\..\\b", "./a", "a//b", ".git/config", "a\u0000b"])(
  "a path that leaves the repository is never used: %j",
  (path) => {
    const strange = { ...policy, postmortem: { ...policy.postmortem, path } };
    expect(() => postmortemPath(strange, quick.incident)).toThrow("leaves the repository");
  },
);

test("another policy brings its own template; what is no slot stays as it stands", () => {
  const text = "{ref} {severity} {span detected resolved} {role scribe} {holder harbour master} { code }";
  const check = { ...policy.postmortem.check, redaction: "off" as const };
  const documents = { own: { name: "Own", path: null, levels: null, text } };
  const own = { ...policy, documents, postmortem: { ...policy.postmortem, check } };
  expect(mainOf(quick.incident, own)).toBe("INC-1 P1 1 h 29 min 09:02 unknown { code }");
  expect(slotProblems(page, { roles: [], documents: [] })).toEqual([]);
});

describe.each(hostileTexts.filter((text) => text.trim() !== ""))(
  "%j as title, impact, cause and action",
  (text) => {
    test("changes nothing of the page's shape", () => {
      const { incident } = quick;
      const hostile = {
        ...incident,
        title: text,
        description: text,
        timeline: incident.timeline.map((entry) => ({ ...entry, text })),
        actions: incident.actions.map((item) => ({ ...item, text, owner: { ...item.owner, name: text } })),
      };
      const shape = (markdown: string) => parseAsGitHub(markdown).children.map((node) => node.type);
      const rendered = mainOf(hostile);
      expect(shape(rendered)).toEqual(shape(page));
      expect(rendered).not.toMatch(/\$\{\{|@everyone|<!-- muster:(?!action=INC-1\/A1 -->)/);
    });
  },
);

test("S0-80: a log that is shared with the public names its evidence, and not where it lies or who has it", () => {
  const loaded = loadPolicy("extends: seal", { file: "x" });
  if (!loaded.ok) throw new Error("The policy was refused.");
  const story = play(
    declared(),
    [1, { ...examples["add-evidence"], place: "safe 7, second floor" }],
    [2, { ...examples["hand-evidence"], place: "safe 8" }],
    [9, examples.resolve],
  );
  const { documents } = renderDocuments({ incident: story.incident, policy: loaded.value.policy });
  const text = documents.map((document) => document.text).join("\n");
  expect(text).toContain("| E1 |");
  expect(text).not.toMatch(/safe [78]/);
});

test("S4-124, S4-125, S3-70: the documents that ask for it hold the chain of custody and the reports", () => {
  const loaded = loadPolicy("extends: trustledger\nentity: { profiles: [eu-personal-data] }", { file: "x" });
  if (!loaded.ok) throw new Error("The policy was refused.");
  const story = play(
    declared(),
    [1, examples["add-evidence"]],
    [2, examples["hand-evidence"]],
    [3, examples["receive-evidence"], by(bo)],
    [4, examples["record-interview"]],
    [7, examples["set-anchor"]],
    [8, { ...examples["submit-report"], place: "drive/4711.pdf" }],
    [9, examples.resolve],
  );
  const { documents } = renderDocuments({ incident: story.incident, policy: loaded.value.policy });
  const text = documents.map((document) => document.text).join("\n");
  expect(text).toContain("| E1 | 2026-01-05 09:03 UTC | ada | bo | for analysis |");
  expect(text).toContain(
    "- GDPR art. 33: supervisory authority: submitted 2026-01-05 09:08 UTC, reference BfDI 4711, copy at drive/4711.pdf",
  );
  // What somebody said in an interview stays in the record.
  expect(text).not.toContain("looked like noise");
});
