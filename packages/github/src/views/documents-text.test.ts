import { nextSteps } from "@muster/incident";
import { ada, bo, by, declared, play, policy } from "@muster/incident/testing";
import { renderDocuments } from "@muster/templates";
import { expect, test } from "vitest";
import { documentsText } from "./documents-text.ts";
import { pullText } from "./pull-text.ts";

const said = (note: string, reports = policy.communications.reports): string => {
  const { incident } = play(
    declared(),
    [3, { do: "note", text: note, saidBy: null, saidAt: null, url: null, attachments: [] }, by(bo)],
    [9, { do: "add-action", text: "a second feed", owner: bo, due: "3d" }, by(ada)],
  );
  const under = { ...policy, communications: { ...policy.communications, reports } };
  return documentsText({ ...renderDocuments({ incident, policy: under }), incident, policy: under }).join(
    "\n\n",
  );
};

test("S0-66, S0-67, S0-68, S0-69: the draft is there, and everyone who took part is asked to read the timeline and to complete it", () => {
  const text = said("odd");
  expect(text).toContain("- Postmortem: `incidents/2026-01-05-withdrawals-fail.md`");
  expect(text).toContain(
    "- [ ] The timeline was read by ada, bo\n- [ ] Root causes and lessons are written down",
  );
});

test("S0-79: a policy that publishes says so, and that merging is the decision, which is recorded", () => {
  expect(said("odd", { share: "public", redact: null })).toContain(
    "This policy publishes them unless there is a reason not to; merging is that decision. Who merged, and when, goes into the incident's record.",
  );
  expect(said("odd", { share: "internal", redact: null })).toContain("This policy keeps them inside");
  expect(said("odd", null)).toContain("Merging publishes them to everybody who can read this repository.");
});

test("S0-80, B24: what was withheld is told by kind and number, never itself, and a person confirms the rest", () => {
  const text = said("ask eve@example.org or 10.0.0.9, or eve@example.org again", {
    share: "public",
    redact: "Keys, open weaknesses.",
  });
  expect(text).toContain("Withheld from the documents: 1 × e-mail address, 1 × private network address.");
  expect(text).not.toMatch(/eve@|10\.0\.0\.9/);
  expect(text).toContain("Take out first: Keys, open weaknesses.");
  expect(text).toContain("- Redaction confirmed");
  expect(said("odd")).toContain("Nothing had to be withheld");
});

test("B28: words that read as blame are hinted at with their place, once, and nothing depends on them", () => {
  const text = said("bo failed to check the feed");
  expect(text).toMatch(
    /- `incidents\/2026-01-05-withdrawals-fail\.md` line \d+: “bo failed to”\. Say what happened/,
  );
  expect(text.match(/bo failed to/g)).toHaveLength(1);
  expect(said("the feed failed to answer")).not.toContain("blame");
});

test("hostile words in a note stay words", () => {
  expect(said("ada forgot @everyone <!-- x --> ${{ secrets.X }}")).not.toMatch(/@everyone|<!-- x|\$\{\{/);
});

test("of a restricted incident it says that merging in the private repository tells nobody else", () => {
  const { incident } = play(
    declared(),
    [3, { do: "restrict", reason: "the key still works" }],
    [9, { do: "resolve", summary: "rotated" }],
  );
  const text = documentsText({ ...renderDocuments({ incident, policy }), incident, policy }).join("\n\n");
  expect(text).toContain("merging tells nobody outside this private repository");
  expect(text).not.toContain("publishes");
  const { body } = pullText("postmortem", { incident, policy, remotes: {} }, []);
  expect(body).not.toContain("merging publishes");
  expect(nextSteps(incident, policy).join("\n")).not.toContain("shared with the public");
});
