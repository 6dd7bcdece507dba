import { everybody } from "@muster/incident";
import { by } from "@muster/incident/testing";
import { attest, itemIds, maturityReport, type MaturityRecord } from "@muster/insights";
import {
  ada,
  aRecord,
  daysAgo,
  exemplary,
  exemplaryTeam,
  retold,
  today,
} from "@muster/insights/maturity-testing";
import { expect, test } from "vitest";
import { attested, maturityDetail, maturityOverview } from "./maturity.ts";
import type { MessageBody } from "./message.ts";

const reportOf = (record: MaturityRecord) => maturityReport(record, today, everybody);

function textOf({ content, components }: MessageBody): string {
  const shown = components.flatMap((one) => ("content" in one ? [one.content] : []));
  return [content ?? "", ...shown].join("\n");
}
const buttonsOf = ({ components }: MessageBody): string[] =>
  components.flatMap((row) =>
    "components" in row ? row.components.flatMap((one) => ("label" in one ? [one.label ?? ""] : [])) : [],
  );

test("all items stand on one screen of a phone, each with what comes next and a button of its own", () => {
  const few = maturityOverview(reportOf(aRecord([exemplary("INC-1", daysAgo(30))])));
  expect(textOf(few)).toContain(
    "**1.1 Handling incidents**: insufficient data\n-# Next: Run the next real incidents",
  );
  expect(textOf(few).length).toBeLessThan(2_000);
  expect(buttonsOf(few)).toEqual([
    "1.1 Handling incidents",
    "2.1 (first) Working across teams",
    "2.1 (second) Reporting incidents",
    "2.2 Telling the community",
    "3.1 Analysis afterwards",
    "3.2 Putting lessons to use",
  ]);
  const best = textOf(maturityOverview(reportOf(exemplaryTeam())));
  expect(best).toContain("10 real incidents and 4 drills count, 0 set aside");
  expect(best).toContain("**3.2 Putting lessons to use**: level 3 is supported");
});

test("an item shows what does not pass first, says each state in words, and fits", () => {
  const unticked = retold(exemplaryTeam(), (event) =>
    event.type === "step-ticked" ? { ...event, note: null } : event,
  );
  const said = textOf(maturityDetail(reportOf(unticked), "handling"));
  expect(said).toContain("**1.1 Handling incidents**: level 1 is supported");
  expect(said).toMatch(
    /__Level 2__: 1 of 3 rows pass\n✖️ does not pass: A procedure for what only a decentralised/,
  );
  expect(said).toContain("ticked without a word");
  expect(said).toContain("No record can show: whether the procedures are good;");
  for (const id of itemIds)
    for (const record of [unticked, aRecord([])])
      expect(textOf(maturityDetail(reportOf(record), id)).length).toBeLessThanOrEqual(4_000);
});

test("a judgement stands beside what is observed, changes nothing of it, and cannot mention or link anybody", () => {
  const word = attest(
    { item: "handling", level: "3", note: "@everyone look [here](https://evil.example) ok" },
    by(ada),
    today,
  );
  if (!word.ok) throw new Error(word.refused.because);
  const record = { ...aRecord([exemplary("INC-1", daysAgo(30))]), attestations: [word.value] };
  const answer = textOf(attested(word.value, reportOf(record)));
  expect(answer).toContain(
    "**1.1 Handling incidents**, level 3. It stands beside what the record shows (insufficient data)",
  );
  expect(answer).toContain("You took part in 1 of the incidents");
  const shown = textOf(maturityOverview(reportOf(record)));
  expect(shown).toContain(
    "**1.1 Handling incidents**: insufficient data\n-# Attested: level 3, ada, 2026-11-27 (took part in 1 of the incidents):",
  );
  expect(shown).not.toContain("@everyone");
  expect(shown).not.toContain("](https://evil");
});
