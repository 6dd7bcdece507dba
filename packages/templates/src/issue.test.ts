import { timersFor } from "@muster/incident";
import { at, bo, by, declared, eve, examples, play, policy } from "@muster/incident/testing";
import { settingOf, under } from "@muster/incident/testing-policies";
import { describe, expect, test } from "vitest";
import { issueLabels, mergeLabels } from "./issue-labels.ts";
import {
  bodyMax,
  explainIssue,
  issueBody,
  issueTitle,
  newIssueBody,
  putIssueBlock,
  type IssueView,
} from "./issue.ts";
import { readItems } from "./action-items.ts";
import { readBlock } from "./managed-block.ts";
import { marksOf } from "./markdown.ts";
import { hostileTexts, parseAsGitHub } from "./testing.ts";

const remote = (url: string) => ({ id: "1", url, rendered: null, extra: {} });
const story = play(declared(), [3, examples.note], [4, { ...examples["add-action"], due: "2026-02-01" }]);
const view = (change: Partial<IssueView> = {}): IssueView => ({
  incident: story.incident,
  policy,
  remotes: { channel: remote("https://discord.com/channels/1/2") },
  ...change,
});

test("the title names the incident", () => {
  expect(issueTitle(story.incident)).toBe("INC-1: Withdrawals fail");
  expect(issueTitle({ ...story.incident, isDrill: true })).toBe("Drill INC-1: Withdrawals fail");
});

test("our part says how the incident stands, who has what role, and what to do next", () => {
  const text = issueBody(view());
  expect(
    text.startsWith(
      "<!-- muster:incident=inc-id-1 -->\n\n- **Incident:** INC-1\n- **Status:** Open\n- **Severity:** P1: Service down or data integrity issue (",
    ),
  ).toBe(true);
  expect(text).toContain("- **Declared:** 2026-01-05 09:00 UTC by ada");
  expect(text).toContain("- **Incident commander:** offered to ada\n- **Communications lead:** nobody yet");
  expect(text).toContain("### Next steps\n\n- ");
  expect(text).toContain("- [ ] check return values, bo, 2026-02-01 <!-- muster:action=INC-1/A1 -->");
  expect(text).toContain("### Latest\n\n- 09:04 ada: Action A1: ");
});

test("S3-62: evidence, legal holds and reports to authorities are no matter of the issue, which others may read", () => {
  const kept = play(
    declared(),
    [1, examples["add-evidence"]],
    [2, examples["place-hold"]],
    [3, { ...examples["watch-clock"], clock: "gdpr-33" }],
    [4, examples["decide-report"]],
    [5, examples["set-anchor"]],
  );
  const text = issueBody(view({ incident: kept.incident }));
  expect(text).toContain("Declared: Withdrawals fail");
  expect(text).not.toMatch(/bridge-1|Counsel|GDPR|clock|downloaded|personal data/i);
  const overdue = play(kept, [
    80 * 60,
    {
      do: "fire-timer",
      name: timersFor(kept.incident, policy).find(({ name }) => name.startsWith("report-due"))!.name,
    },
  ]);
  const asked = play(overdue, [81 * 60, { do: "snooze-ask", ask: "Q1", span: "2h" }]);
  expect(asked.incident.timeline.some(({ text: words }) => words.includes("GDPR"))).toBe(true);
  expect(issueBody(view({ incident: asked.incident }))).not.toMatch(/GDPR|evidence/i);
});

test("S3-62: what the policy's questions brought to light, and who was called for it, is no matter of the issue", () => {
  const pci = under(settingOf("extends: pci"));
  const answer = {
    do: "answer-question",
    question: "data-accessed",
    answer: "yes",
    note: "the dump",
  } as const;
  const { incident } = pci.play(
    pci.declare("Severity 2"),
    [1, answer],
    [3, { do: "give-access", to: eve, reason: "knows the dump" }, by(bo, { outsiders: [eve.discord!] })],
    [4, examples.update],
  );
  const said = issueBody({ incident, policy: pci.policy, remotes: {} });
  expect(said).toContain("Update: still looking");
  expect(said).not.toMatch(/Legal|accessed|dump|eve was/);
  // Nor by the reason of a severity that was raised for it.
  const ledger = under(settingOf("extends: trustledger"));
  const exposed = { ...answer, question: "data-exposure", note: null };
  const raised = ledger.play(ledger.declare("P2"), [1, exposed]).incident;
  const text = issueBody({ incident: raised, policy: ledger.policy, remotes: {} });
  expect(text).toContain("P2 → P1");
  expect(text).not.toMatch(/exposed|privacy is P1/);
  // Nor what somebody corrects in it.
  const seq = incident.timeline.find(({ text }) => text.includes("Called: Legal"))!.seq;
  const corrected = pci.play({ incident, events: [] }, [5, { do: "correct", seq, text: "counsel abroad" }]);
  expect(issueBody({ incident: corrected.incident, policy: pci.policy, remotes: {} })).not.toContain(
    "counsel",
  );
});

test("S1-28: it links the channel, or else the alert's message", () => {
  expect(issueBody(view())).toContain(
    "- **Channel:** [incident-2026-01-05-withdrawals-fail](https://discord.com/channels/1/2)",
  );
  const alert = issueBody(view({ remotes: { "ops-alert": remote("https://discord.com/channels/1/3/4") } }));
  expect(alert).toContain("- **Alert:** [message in Discord](https://discord.com/channels/1/3/4)");
});

test("B30: while Discord is away our part begins with where people go on, as long as there is something to do", () => {
  const away = (since: string | null, incident = story.incident): string =>
    issueBody(view({ incident, discordAway: { since } }));
  const since = at(12).toISOString();
  expect(away(since)).toContain(
    "<!-- muster:incident=inc-id-1 -->\n\n> **Discord cannot be reached since 2026-01-05 09:12 UTC.** This issue is the place now: comment `/incident help`.",
  );
  expect(away(null)).toContain("> **Muster cannot write in this incident's Discord channel.** This issue");
  expect(issueBody(view())).not.toContain("cannot");
  expect(away(since, play(story, [20, examples.dismiss]).incident)).not.toContain("cannot be reached");
});

test("S1-29: a ticket for the next sprint says so", () => {
  expect(issueBody(view({ incident: declared({ level: "P2" }).incident }))).toContain(
    "- Schedule for next sprint.",
  );
});

test("S1-27: the labels say incident, severity and status", () => {
  expect(issueLabels(story.incident, policy)).toEqual(["incident", "severity:P1", "status:open"]);
  expect(issueLabels({ ...story.incident, severity: null }, policy)).toEqual(["incident", "status:open"]);
});

test("people's labels stay, ours follow", () => {
  const wanted = ["incident", "severity:P0", "status:mitigated"];
  expect(
    mergeLabels(["bug", "Incident", "severity:P1", "status:open", "status:blocked", "team:a"], wanted),
  ).toEqual(["bug", "Incident", "status:blocked", "team:a", "severity:P0", "status:mitigated"]);
  expect(mergeLabels(wanted, wanted)).toEqual(wanted);
});

test("a new issue has people's words first, then our part", () => {
  const body = newIssueBody(
    view({ incident: declared({ description: "Nobody can withdraw.\nSince 8." }).incident }),
  );
  expect(
    body.startsWith(
      "Nobody can withdraw.\\\nSince 8.\n\n<!-- muster:begin incident -->\n<!-- muster:incident=inc-id-1 -->\n",
    ),
  ).toBe(true);
  expect(body.endsWith("\n<!-- muster:end incident -->")).toBe(true);
});

describe("a body that people edited", () => {
  const base = newIssueBody(view());
  const put = (theirs: string, from: string | null = base) =>
    putIssueBlock({ base: from, theirs, view: view() });

  test("keeps their words around our part", () => {
    expect(put(`Mine.\r\n\r\n${base}\r\nMore.`)).toMatchObject({ ok: true });
    expect(put(`Mine.\n\n${base}\n\nMore.`)).toEqual({ ok: true, value: `Mine.\n\n${base}\n\nMore.` });
  });

  test("keeps their words inside our part, above it", () => {
    const theirs = base.replace("### Latest", "It was the vault!\n\n### Latest");
    expect(put(theirs)).toEqual({ ok: true, value: `It was the vault!\n\n${base}` });
  });

  test("gets our part back when it was deleted", () => {
    expect(put("Only mine.")).toEqual({ ok: true, value: `Only mine.\n\n${base.trimEnd()}` });
  });

  test("is left alone when our part is there twice", () => {
    const result = put(`${base}\n\n${base}`);
    expect(result).toMatchObject({ ok: false, refused: { because: "block-twice" } });
    if (!result.ok) expect(explainIssue(result.refused)).toContain("delete the others");
  });

  test("may be as long as GitHub takes", () => {
    const long = put("x".repeat(bodyMax - 500), null);
    expect(long.ok && long.value.length).toBeLessThanOrEqual(bodyMax);
    expect(long.ok && long.value).toContain(
      "The rest does not fit here; the record has all of it.\n<!-- muster:end incident -->",
    );
    expect(long.ok && long.value).toContain("<!-- muster:incident=inc-id-1 -->");
    const full = put("x".repeat(bodyMax - 50), null);
    expect(full).toMatchObject({ ok: false, refused: { because: "no-room" } });
    if (!full.ok) expect(explainIssue(full.refused)).toContain("Shorten");
  });
});

test("a long record still fits, and says what was left out", () => {
  const note = { ...examples.note, text: "@".repeat(1) + "🧨a@b#1".repeat(500) };
  const long = play(
    story,
    ...Array.from({ length: 40 }, (_, index): [number, typeof note] => [10 + index, note]),
  );
  const body = newIssueBody(view({ incident: long.incident }));
  expect(body.length).toBeLessThanOrEqual(bodyMax);
  expect(body).toMatch(/- \d+ earlier or longer entries are in the record\./);
  expect(body.isWellFormed()).toBe(true);
});

describe.each(hostileTexts.filter((text) => text.trim() !== ""))("%j everywhere", (text) => {
  test("does not change the shape of the body, nor leave our part", () => {
    const { incident } = story;
    const hostile = {
      ...incident,
      title: text,
      description: text,
      reporter: { ...incident.reporter, name: text },
      timeline: incident.timeline.map((entry) => ({ ...entry, text, url: text })),
      actions: incident.actions.map((item) => ({ ...item, text })),
      mitigation: { what: text, verified: text, by: bo },
      resolution: text,
    };
    const body = newIssueBody(view({ incident: hostile }));
    const marks = marksOf(body).map((mark) => mark.text);
    expect(marks).toEqual([
      "begin incident",
      "incident=inc-id-1",
      "step=ops-told",
      "step=public-status-late",
      "action=INC-1/A1",
      expect.stringMatching(/^lines=[a-z0-9.]+$/),
      "end incident",
    ]);
    expect(readItems(body)).toMatchObject([{ key: "INC-1/A1", status: "open" }]);
    expect(body).not.toMatch(/\$\{\{|@everyone|@acme/);
    const inside = readBlock(body, "incident");
    const headings = inside.ok
      ? parseAsGitHub(inside.value.text).children.filter((node) => node.type === "heading")
      : [];
    expect(headings).toHaveLength(4);
    expect(issueTitle(hostile)).toMatch(/^INC-1: [^\n\r]*$/);
    expect(issueTitle({ ...hostile, title: text.repeat(300) }).length).toBeLessThanOrEqual(256);
    expect(issueTitle({ ...hostile, title: text.repeat(300) }).isWellFormed()).toBe(true);
  });
});

test("an approximate time says so", () => {
  const { incident } = declared({}, { actor: by(bo) });
  const anchors = {
    ...incident.anchors,
    detected: { at: at(-60).toISOString(), precision: "approx", basis: "estimate" } as const,
  };
  expect(issueBody(view({ incident: { ...incident, anchors } }))).toContain(
    "- **Detected:** about 2026-01-05 08:00 UTC",
  );
});
