import { describe, expect, test } from "vitest";
import { decide, timersFor, type Command, type Incident } from "@muster/incident";
import { planned, rollcall } from "@muster/incident/testing-drills";
import {
  ada,
  at,
  bo,
  by,
  clock,
  cy,
  examples,
  play,
  policy,
  record,
  setting,
  type Story,
} from "@muster/incident/testing";
import type { Policy } from "@muster/policy";
import {
  certificate,
  certificatePage,
  drillReport,
  gapsOf,
  scoreDrill,
  type DrillScore,
  type ScoreRow,
} from "./index.ts";

const join: Command = { do: "join-drill" };
const plain = (text: string): string => text;
const scored = ({ incident }: Pick<Story, "incident">, under: Policy = policy): DrillScore =>
  scoreDrill(incident, under)!; // The story is a drill.
const row = (story: Story, id: string): ScoreRow => scored(story).rows.find((one) => one.id === id)!; // The test names one.

/** Fires what is due up to the minute, each timer at the minute at which it is due. */
function until(story: Story, minute: number): Story {
  for (let now = story; ;) {
    const [due] = timersFor(now.incident, policy)
      .filter(({ dueAt }) => dueAt <= at(minute))
      .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
    const said =
      due === undefined
        ? null
        : decide(
            now.incident,
            { command: { do: "fire-timer", name: due.name }, actor: clock },
            setting,
            due.dueAt,
          );
    if (said?.ok !== true || said.value.length === 0 || due === undefined) return now;
    now = record(now, said.value, clock, due.dueAt);
  }
}

const begun = play(planned(), [0, join, by(bo)], [0, join, by(cy)], [10, { do: "begin-drill" }]);

/** A good drill, in minutes after its beginning at 10: bo leads, cy takes over, evidence before the change, words approved. */
function goodDrill(): Story {
  let story = play(until(begun, 11), [12, { do: "change-severity", level: "P0", reason: null }, by(bo)]);
  story = play(
    story,
    [14, { do: "accept-role", role: "commander" }, by(bo)],
    [15, { do: "take-role", role: "scribe" }, by(cy)],
    [16, { do: "take-role", role: "communications" }, by(cy)],
  );
  story = play(
    until(story, 20),
    [21, examples.update, by(cy)],
    [22, examples.decide, by(bo)],
    [23, examples["add-evidence"], by(cy)],
  );
  story = play(
    until(story, 30),
    [31, examples["draft-public"], by(cy)],
    [32, examples["approve-public"], by(bo)],
  );
  story = play(
    story,
    [33, examples.mitigate, by(bo)],
    [34, examples.decide, by(bo)],
    [37, examples.call, by(bo)],
  );
  story = until(story, 41);
  return play(
    story,
    [42, { do: "offer-role", role: "commander", to: cy }, by(bo)],
    [44, { do: "accept-role", role: "commander" }, by(cy)],
    [45, examples.resolve, by(cy)],
  );
}

describe("B27: the score of a drill follows from its record", () => {
  test("spans count from the beginning of the drill, and name the entries that they stand on", () => {
    const story = until(goodDrill(), 46);
    expect(row(story, "acknowledged")).toMatchObject({
      result: "shown",
      found: "bo took a role after 4 min",
    });
    expect(row(story, "level")).toMatchObject({ result: "shown", found: "bo chose it after 2 min" });
    expect(row(story, "pause")).toMatchObject({ result: "shown", found: "After 23 min, with what shows it" });
    expect(row(story, "evidence").found).toBe("Kept 10 min before the mitigation");
    expect(row(story, "handover").found).toBe("cy took over from bo after 3 min");
    expect(row(story, "approvals")).toMatchObject({ result: "shown", found: "1 of 1 drafts were approved" });
    expect(row(story, "false-leads").result).toBe("shown");
    for (const { result, evidence } of scored(story).rows)
      if (result === "shown") expect(evidence).not.toEqual([]);
  });

  test("the longest silence is measured against what the level asks for", () => {
    // Atrium's P0: an update every 30 minutes. Updates at 11 and none until the end at minute 35 after the beginning.
    const story = until(goodDrill(), 46);
    expect(row(story, "cadence")).toMatchObject({
      result: "shown",
      found: "1 update; the longest silence was 24 min",
    });
    const quiet = until(
      play(until(begun, 12), [12, { do: "change-severity", level: "P0", reason: null }, by(bo)]),
      70,
    );
    expect(row(quiet, "cadence")).toMatchObject({ result: "missed", wanted: "every 30 min" });
  });

  test("what nobody did is missed and has a gap; what nothing asked for is not shown and counts for nothing", () => {
    const idle = until(begun, 70);
    const score = scored(idle);
    expect(score.over).toMatchObject({ is: "ended", because: "time" });
    expect(row(idle, "acknowledged")).toMatchObject({ result: "missed", found: "Nobody took a role." });
    expect(row(idle, "level").found).toContain("took the highest by itself");
    expect(row(idle, "evidence")).toMatchObject({ result: "not-shown", gap: null });
    // The scenario silences the leader only after the mitigation, which never came.
    expect(row(idle, "handover").result).toBe("not-shown");
    expect(score.rows.filter(({ gap }) => gap !== null).map(({ result }) => result)).toEqual(
      score.rows.filter(({ result }) => result === "missed").map(() => "missed"),
    );
    expect(score.counts.shown + score.counts.missed + score.counts.notShown).toBe(score.rows.length);
  });

  test("evidence that came after the change is missed, and nobody leading when the lead falls silent is too", () => {
    const late = play(
      until(begun, 12),
      [12, { do: "change-severity", level: "P0", reason: null }, by(bo)],
      [13, examples.mitigate, by(bo)],
      [14, examples["add-evidence"], by(bo)],
    );
    expect(row(late, "evidence")).toMatchObject({
      result: "missed",
      found: "Kept only after the mitigation.",
    });
    expect(row(until(late, 22), "handover").found).toBe("Nobody led when the lead was to fall silent.");
  });

  test("a gap is taken once, and the report says who has it", () => {
    const idle = until(begun, 70);
    const gaps = gapsOf(idle.incident, scored(idle));
    const taken = play(idle, [80, { do: "take-gaps", gaps, owner: bo, due: "30d" }]);
    expect(gapsOf(taken.incident, scored(taken))).toEqual([]);
    expect(taken.incident.actions).toHaveLength(gaps.length);
    expect(drillReport(scored(taken), taken.incident, plain)).toMatch(
      /- \[ \] INC-1\/A1 .* \(bo, 2026-02-04\)/,
    );
  });

  test("the report says what it was, marks false leads, and makes what people wrote harmless", () => {
    const text = drillReport(
      scored(until(goodDrill(), 46)),
      until(goodDrill(), 46).incident,
      (said) => `<${said}>`,
    );
    expect(text).toContain("**This was a drill, INC-1.** Nothing in it happened.");
    expect(text).toContain("- Began: 2026-01-05 09:10 UTC");
    expect(text).toMatch(
      /\| 2026-01-05 09:19 UTC \| Lead, <an engineer> \| <The price feed .*> \(a false lead\) \|/,
    );
    expect(text).toContain("- Took part: <bo>, <cy>");
  });

  test("an incident that is no drill has no score", () => {
    expect(scoreDrill({ drill: null } as Incident, policy)).toBeNull();
  });
});

describe("S4-104: a roll-call is told by time zone", () => {
  const zoned: Policy = {
    ...policy,
    people: {
      ada: { discord: ada.discord, github: "ada", timeZone: "Europe/Berlin" },
      bo: { discord: bo.discord, github: "bo", timeZone: "Asia/Singapore" },
    },
  };

  test("with who answered, the median and the slowest, and who did not", () => {
    const asked = rollcall("on-call", zoned);
    const told = play(asked, [4, { do: "answer-rollcall" }, by(ada)]);
    expect(scored(told, zoned).rows.map(({ name, result }) => [name, result])).toEqual([
      ["Asia/Singapore", "not-shown"],
      ["Europe/Berlin", "shown"],
    ]);
    const over = until(told, 60);
    expect(scored(over, zoned).rows).toMatchObject([
      { name: "Asia/Singapore", result: "missed", found: "0 of 1 answered; no answer from bo" },
      { name: "Europe/Berlin", result: "shown", found: "1 of 1 answered; median 4 min, slowest 4 min" },
    ]);
    const text = drillReport(scored(over, zoned), over.incident, plain);
    expect(text).toContain("| ada | Europe/Berlin | 4 min |");
  });
});

describe("B27: the certificate", () => {
  const story = until(goodDrill(), 46);
  const facts = {
    policy,
    onCall: [ada, bo],
    drill: scored(story),
    drills: [{ incident: story.incident, score: scored(story) }],
    isRecordWhole: true,
    now: at(60 * 24),
  };
  const answers = certificate(facts);
  const answer = (id: string) => answers.find((one) => one.id === id)!;

  test("has fourteen controls, by their ids on its page, and of the one whose text is not known nothing is shown", () => {
    expect(answers.map(({ id }) => id)).toEqual([
      "ir-1.1.1",
      "ir-1.1.2",
      "ir-2.1.1",
      "ir-2.1.2",
      "ir-2.1.3",
      "ir-2.1.4",
      "ir-3.1.1",
      "ir-3.1.2",
      "ir-3.1.3",
      "ir-4.1.1",
      "ir-4.1.2",
      "ir-4.1.3",
      "ir-5.1.1",
      null,
    ]);
    expect(answers.at(-1)?.state).toBe("not-shown");
  });

  test("shows what the record shows and says of the rest that it is not shown", () => {
    expect(answer("ir-2.1.1").state).toBe("not-shown");
    expect(answer("ir-3.1.2").lines[0]).toMatchObject({ evidence: null });
    expect(answer("ir-4.1.2").lines.at(-1)?.evidence).toContain("INC-1: 1 update");
    expect(answer("ir-5.1.1").lines[0]?.evidence).toBe("Drills: INC-1 (2026-01-05)");
    // One kind of trouble is not several.
    expect(answer("ir-5.1.1").lines[1]?.evidence).toBeNull();
    const page = certificatePage(answers, { ref: "INC-1", date: "2026-01-06", inline: plain });
    expect(page).toContain("## ir-2.1.1 · Threat model of the operation: not shown");
    expect(page).toContain("“Not shown” is no judgement");
  });

  test("a roll-call counts for a quarter, a drill for a year, and one that was aborted for nothing", () => {
    const called = until(play(rollcall("on-call", policy), [4, { do: "answer-rollcall" }, by(ada)]), 60);
    const past = [{ incident: called.incident, score: scored(called) }];
    const reach = (days: number) =>
      certificate({ ...facts, drills: past, now: at(days * 1_440) }).find(({ id }) => id === "ir-3.1.2")!
        .lines[0];
    expect(reach(90)?.evidence).toContain("Roll-call INC-1 of On call");
    expect(reach(94)?.evidence).toBeNull();
    const drilled = (days: number, drills: typeof facts.drills) =>
      certificate({ ...facts, drills, now: at(days * 1_440) }).find(({ id }) => id === "ir-5.1.1")!.lines[0];
    expect(drilled(360, facts.drills)?.evidence).toContain("INC-1");
    expect(drilled(370, facts.drills)?.evidence).toBeNull();
    const aborted = play(begun, [20, examples["abort-drill"]]);
    expect(drilled(1, [{ incident: aborted.incident, score: scored(aborted) }])?.evidence).toBeNull();
  });
});
