import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { declared, play, policy } from "@muster/incident/testing";
import type { Policy } from "@muster/policy";
import { hotfixBranch, pullBranch, readPullBranch } from "../branches.ts";
import { bodyMax, titleMax } from "../limits.ts";
import { firstMemory } from "../issue-memory.ts";
import { issuePatch, newIssue } from "./issue.ts";
import { allLabels } from "./labels.ts";
import { publishedUrl } from "./published-url.ts";
import { pullText } from "./pull-text.ts";

const { incident } = declared();
const view = { incident, policy, remotes: {} };

describe("branches", () => {
  test("S1-23: a hotfix branch is named as the policy says; the next of the day has a number", () => {
    expect([1, 2, 3].map((nth) => hotfixBranch(policy, incident, nth))).toEqual([
      "hotfix/incident-2026-01-05",
      "hotfix/incident-2026-01-05-2",
      "hotfix/incident-2026-01-05-3",
    ]);
  });

  test("a branch of ours says whose it is", () => {
    const branch = pullBranch("postmortem", incident);
    expect(branch).toBe("muster/postmortem-inc-1-withdrawals-fail");
    expect(readPullBranch(branch)).toEqual({ what: "postmortem", ref: "INC-1" });
    expect(readPullBranch(`${pullBranch("tracker", incident)}-2`)).toEqual({ what: "tracker", ref: "INC-1" });
  });

  test.each(["main", "muster/other-inc-1-x", "x/muster/postmortem-inc-1-x", "muster/postmortem-inc-x", ""])(
    "%j is nobody's",
    (branch) => {
      expect(readPullBranch(branch)).toBeNull();
    },
  );
});

describe("a pull request's words", () => {
  const said = (title: string) => pullText("postmortem", { ...view, incident: { ...incident, title } }, []);

  test("a commit message holds nothing that people typed", () => {
    expect(said("fixes #1 [skip ci]").headline).toBe("Postmortem of INC-1 (2026-01-05-withdrawals-fail)");
  });

  test.each([
    "@everyone",
    "closes #12",
    "GH-12",
    "[skip ci]",
    "[ci skip]",
    "[no ci]",
    "***NO_CI***",
    "${{ secrets.X }}",
    "a\nCo-authored-by: mal <m@x>",
    "\u202egnp.exe",
    "pay\u200bment",
    "<!-- x -->",
  ])("a title %j has no power", (title) => {
    const { title: shown } = said(title);
    expect(shown).not.toMatch(/@everyone|#12|GH-12|\[[^\]]*\]|\*\*\*NO_CI|\$\{\{|[\r\n\u202e]|<!--/);
    expect(shown.startsWith("Postmortem: INC-1")).toBe(true);
  });

  test("any title fits and never breaks a letter", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 600 }), (title) => {
        const { title: shown } = said(title);
        expect(shown.length).toBeLessThanOrEqual(titleMax);
        expect(shown.isWellFormed()).toBe(true);
      }),
    );
  });

  test("notes stand where people look", () => {
    expect(pullText("tracker", view, ["mend the page"]).body).toContain("**Please mend:** mend the page");
  });
});

describe("an issue", () => {
  test("S1-27: of an incident without a severity has only the labels that are known", () => {
    expect(newIssue({ ...view, incident: declared({ level: null }).incident }, null).labels).toEqual([
      "incident",
      "status:open",
    ]);
  });

  test("fits GitHub whatever was said", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "binary", maxLength: 4_000 }),
        fc.string({ unit: "binary", maxLength: 200 }),
        (description, title) => {
          const filed = newIssue(
            { ...view, incident: { ...incident, description, title } },
            { number: 3, where: null },
          );
          expect(filed.title.length).toBeLessThanOrEqual(titleMax);
          expect(filed.body.length).toBeLessThanOrEqual(bodyMax);
        },
      ),
      { numRuns: 50 },
    );
  });

  test("that tells all already needs no change", () => {
    const { body, labels } = newIssue(view, null);
    const memory = {
      ...firstMemory({
        number: 1,
        title: "",
        body,
        labels,
        assignees: [],
        state: "open",
        updatedAt: "",
        url: "",
      }),
      wrote: body,
    };
    expect(issuePatch(view, memory)).toEqual({ patch: {}, trouble: null });
  });

  test("that people closed is not reopened while the incident stands as it stood", () => {
    const { body, labels } = newIssue(view, null);
    const memory = firstMemory({
      number: 1,
      title: "",
      body,
      labels,
      assignees: [],
      state: "open",
      updatedAt: "",
      url: "",
    });
    const closed = { ...memory, state: "closed" } as const;
    const noted = play(declared(), [
      3,
      { do: "note", text: "n", saidBy: null, saidAt: null, url: null, attachments: [] },
    ]);
    expect(issuePatch({ ...view, incident: noted.incident }, closed).patch.state).toBeUndefined();
  });

  test("whose marks people broke still gets its labels, and the words say what to mend", () => {
    const { body, labels } = newIssue(view, null);
    const memory = firstMemory({
      number: 1,
      title: "",
      body: `${body}\n${body}`,
      labels,
      assignees: [],
      state: "open",
      updatedAt: "",
      url: "",
    });
    const { incident: mitigated } = play(declared(), [
      5,
      { do: "mitigate", what: "paused", verified: "no loss" },
    ]);
    const { patch, trouble } = issuePatch({ ...view, incident: mitigated }, memory);
    expect(patch).toEqual({ labels: ["incident", "severity:P1", "status:mitigated"] });
    expect(trouble).toContain("more than once");
  });
});

test("every level and status has a label within GitHub's limits", () => {
  const labels = allLabels({
    ...policy,
    levels: { ...policy.levels, X: { ...policy.levels["P3"]!, rank: 9, definition: "d".repeat(500) } },
  });
  expect(labels.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["incident", "severity:P0", "severity:X", "status:closed"]),
  );
  for (const { name, color, description } of labels) {
    expect(name.length).toBeLessThanOrEqual(50);
    expect(color).toMatch(/^[0-9a-f]{6}$/);
    expect(description.length).toBeLessThanOrEqual(100);
  }
});

test("S1-40: a published postmortem is read at the file's own address", () => {
  const at = { repoUrl: "https://github.com/acme/protocol", base: "main" };
  expect(publishedUrl(incident, policy, at)).toBe(
    "https://github.com/acme/protocol/blob/main/incidents/2026-01-05-withdrawals-fail.md",
  );
  const spaced: Policy = { ...policy, postmortem: { ...policy.postmortem, path: "post mortems/{date}.md" } };
  expect(publishedUrl(incident, spaced, at)).toContain("/post%20mortems/2026-01-05.md");
});
