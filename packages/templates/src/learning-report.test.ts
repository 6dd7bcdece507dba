import { ada, declared, examples, play, policy } from "@muster/incident/testing";
import { learningReport, readQuarter, type MaturityRecord } from "@muster/insights";
import { expect, test } from "vitest";
import { learningMarkdown } from "./learning-report.ts";

const story = play(
  declared({ title: "Vault | <b>@everyone</b>" }),
  [1, examples["note-service"]],
  [2, examples["open-runbook"]],
  [3, { do: "add-action", text: "say | whom @ada calls", owner: ada, due: "3d", kind: "runbook" }],
  [4, { do: "add-action", text: "alert on pool size", owner: ada, due: "4d", kind: "alert" }],
  [90, examples.resolve],
  [4_000, { do: "complete-action", action: "A1" }],
);
const again = play(
  declared({ title: "Again" }),
  [1, examples["note-service"]],
  [6_000, examples["open-runbook"]],
  [6_001, { do: "link-recurrence", of: { id: "a", ref: "INC-1" }, asked: "INC-1" }],
);
const recorded = ({ incident, events }: typeof story, ref: string): MaturityRecord["incidents"][number] => ({
  incident: { ...incident, id: ref, ref },
  events,
  policy,
  links: { issue: `https://github.com/acme/protocol/issues/${ref.slice(4)}`, room: null },
  fault: null,
});
const record: MaturityRecord = {
  incidents: [recorded(story, "INC-1"), recorded(again, "INC-2")],
  policies: [],
  rota: [],
  checkpoints: 0,
  attestations: [],
  people: [],
  unread: 0,
};
const page = learningMarkdown(
  learningReport(record, readQuarter("2026-Q1")!, { now: new Date("2026-04-01T00:00:00Z") }),
  { maturityPage: "2026-Q1-maturity.md" },
);

test("S0-69, B20: the report tells what recurs, what is overdue, what changed and whether it was used, with links and how many there are", () => {
  expect(page).toContain("# What 2026-Q1 teaches");
  expect(page).toContain(
    "| Vault | service | 2 | 0 | [INC-1](https://github.com/acme/protocol/issues/1), [INC-2](https://github.com/acme/protocol/issues/2) |",
  );
  expect(page).toContain("- [INC-2](https://github.com/acme/protocol/issues/2) Again, the return of INC-1");
  expect(page).toContain(
    "| 2026-01-09 | A2 alert on pool size | ada | [INC-1](https://github.com/acme/protocol/issues/1) |",
  );
  expect(page).toMatch(
    /- 2026-01-08 \(runbook\) A1 say .* Third.party outage: Used since in \[INC-2\]\(https:\/\/github\.com\/acme\/protocol\/issues\/2\)\./i,
  );
  expect(page).toMatch(/\| .*\| .* \| 1, 1 unknown \|/);
  expect(page).toContain("[2026-Q1-maturity.md](2026-Q1-maturity.md)");
});

test("what people wrote ends no table, mentions nobody and is no HTML", () => {
  expect(page).toContain(String.raw`say \| whom @&#8203;ada calls`);
  expect(page).not.toContain("<b>");
  expect(page).not.toMatch(/@(?:ada|everyone)/);
});
