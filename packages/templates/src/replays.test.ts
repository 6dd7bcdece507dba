import { readFileSync } from "node:fs";
import { playReplay, readReplay } from "@muster/incident";
import { loadPolicy } from "@muster/policy";
import { describe, expect, test } from "vitest";
import { renderDocuments } from "./documents.ts";

/* Five real incidents, each under all four policies. What is expected is written by hand from the files. */

const replayOf = (file: string) => {
  const url = new URL(`../../../docs/replays/${file}.json`, import.meta.url);
  const read = readReplay(JSON.parse(readFileSync(url, "utf8")));
  if (!read.ok) throw new Error(read.refused.join("\n"));
  return read.value;
};

function play(file: string, preset: string) {
  const loaded = loadPolicy(`extends: ${preset}`, { file: preset });
  if (!loaded.ok) throw new Error(`The preset ${preset} was refused.`);
  const { policy } = loaded.value;
  const replayed = playReplay(replayOf(file), policy);
  const { documents } = renderDocuments({ incident: replayed.documented, policy });
  return { policy, ...replayed, documents, all: documents.map(({ text }) => text).join("\n") };
}

const files: Record<string, (name: string) => string[]> = {
  atrium: (name) => [`incidents/${name}.md`],
  seal: (name) => [`post-mortems/${name}.md`, `incident-logs/${name}.md`],
  pci: (name) => [
    `incidents/${name}.md`,
    `incidents/${name}/recommendations.md`,
    `incidents/${name}/remediation-actions.md`,
    `incidents/${name}/root-cause-analysis.md`,
    `incidents/${name}/timeline.md`,
  ],
  trustledger: (name) => [
    `incidents/${name}.md`,
    `incidents/${name}/log.md`,
    `incidents/${name}/public-report.md`,
  ],
};

/** For each policy, how its documents write a time of the incident's own day, and one of another day. */
const stories = [
  {
    file: "github-2018-10-21-mysql-failover",
    name: "2018-10-21-github-mysql-failover",
    levels: { seal: "P1", atrium: "P1", pci: "Severity 1", trustledger: "P1" },
    times: {
      started: "2018-10-21T22:52",
      detected: "2018-10-21T22:54",
      declared: "2018-10-21T23:09",
      acknowledged: "2018-10-21T23:11",
      mitigated: "2018-10-22T16:24",
      resolved: "2018-10-22T23:03",
    },
    about: [],
    says: ["backlog done, status green", "cluster topology found in an unexpected state"],
  },
  {
    file: "ledger-2023-12-14-connect-kit",
    name: "2023-12-14-ledger-connect-kit",
    levels: { seal: "P1", atrium: "P0", pci: "Severity 1", trustledger: "P0" },
    times: {
      started: "2023-12-14T08:49",
      detected: "2023-12-14T12:45",
      declared: "2023-12-14T13:18",
      mitigated: "2023-12-14T13:25",
      resolved: "2023-12-14T13:49",
    },
    about: ["mitigated", "resolved"],
    says: ["genuine package deployed"],
  },
  {
    file: "yearn-2021-02-04-ydai",
    name: "2021-02-04-yearn-ydai",
    levels: { seal: "P1", atrium: "P0", pci: "Severity 1", trustledger: "P0" },
    times: {
      started: "2021-02-04T21:18",
      detected: "2021-02-04T21:45",
      declared: "2021-02-04T21:48",
      mitigated: "2021-02-04T21:56",
      resolved: "2021-02-04T22:07",
    },
    about: ["started"],
    says: ["USDC, USDT, TUSD vaults also protected"],
  },
  {
    file: "yearn-2021-05-20-yvweth-accounting",
    name: "2021-05-20-yearn-yvweth-accounting",
    levels: { seal: "P2", atrium: "P1", pci: "Severity 2", trustledger: "P1" },
    times: {
      started: "2021-05-20T01:29",
      detected: "2021-05-20T01:50",
      declared: "2021-05-20T01:53",
      mitigated: "2021-05-20T04:04",
      resolved: "2021-05-20T18:19",
    },
    about: [],
    says: ["migration; price restored"],
  },
  {
    file: "yearn-2021-06-29-vuln-no-loss",
    name: "2021-06-29-yearn-vuln-no-loss",
    // Under two policies it fits no level, so that the highest is taken.
    levels: { seal: "P1", atrium: "P0", pci: "Severity 1", trustledger: "P1" },
    times: {
      detected: "2021-06-29T20:15",
      declared: "2021-06-29T20:30",
      mitigated: "2021-06-29T21:09",
      resolved: "2021-06-29T21:53",
    },
    about: [],
    says: ["precautionary strategies emptied", "unknown (what did users experience?)"],
  },
] as const;

const documentsOfSeed: Record<string, string> = {
  seal: "S0-83, S0-84, S0R-14",
  atrium: "S1-32, S1-34, S1-35",
  pci: "S3-72, S3-73, S3-74, S3-75, S3-76",
  trustledger: "S4-70, S4-123, S4-126",
};

describe.each(Object.keys(files))("under %s", (preset) => {
  describe.each(stories)("$file", ({ file, name, levels, times, about, says }) => {
    const played = play(file, preset);

    test(`${documentsOfSeed[preset]}: ends with the documents that the policy asks for`, () => {
      expect(played.documents.map(({ path }) => path)).toEqual(files[preset]!(name));
      expect(played.incident.severity?.levelId).toBe(levels[preset as keyof typeof levels]);
      expect(["resolved", "closed"]).toContain(played.incident.status);
      for (const words of says) expect(played.all).toContain(words);
      expect(played.all).not.toMatch(/\{[a-zA-Z]+[^}]*\}|undefined|NaN|null/);
    });

    test("B21: has its own times, in UTC, and no other", () => {
      const known = Object.entries(played.incident.anchors).map(([time, anchor]) => [
        time,
        anchor.at.slice(0, 16),
      ]);
      expect(Object.fromEntries(known)).toEqual(times);
      for (const [time, at] of Object.entries(times)) {
        if (time === "declared" || time === "started" || time === "acknowledged") continue;
        expect(played.all).toContain(at.slice(11));
        const isAbout = (about as readonly string[]).includes(time);
        expect(
          played.all.includes(`about ${at.slice(11)}`) ||
            played.all.includes(`about ${at.replace("T", " ")}`),
        ).toBe(isAbout);
      }
    });

    test("no time runs backwards in its record, and no span is negative", () => {
      const recorded = played.events.map(({ at }) => at);
      expect(recorded).toEqual(recorded.toSorted());
      expect(played.all).not.toMatch(/(?:Duration|detection|charge|containment|resolution)[^\n]*: -\d/);
    });
  });
});

test("two events of one minute keep the order of the file", () => {
  const { documented } = play("yearn-2021-02-04-ydai", "atrium");
  const texts = documented.timeline
    .filter(({ at }) => at.startsWith("2021-02-04T21:48"))
    .map(({ text }) => text);
  const seen = texts.findIndex((text) => text.includes("the exploit is live"));
  const decided = texts.findIndex((text) => text.includes("set vault minimum to zero"));
  expect([seen >= 0, seen < decided]).toEqual([true, true]);
});

test("nobody is made up to lead where the file names nobody, and a level that fits none is said to be unsure", () => {
  const { documented, all, told } = play("yearn-2021-06-29-vuln-no-loss", "atrium");
  expect(documented.anchors.acknowledged).toBeUndefined();
  expect(documented.anchors.started).toBeUndefined();
  expect(all).toContain("- unknown, Incident commander assigned");
  expect(told).toContain("For this policy the file says “none fits”. As unsure it takes the highest level.");
});

test("the policy's clocks go off in between: nobody said anything for long, and a postmortem came late", () => {
  const quiet = play("yearn-2021-05-20-yvweth-accounting", "seal").incident.timeline;
  expect(
    quiet.filter(({ text }) => text.startsWith("Reminder: no update for 60 min")).length,
  ).toBeGreaterThan(5);
  const late = play("github-2018-10-21-mysql-failover", "atrium").incident;
  expect(late.postmortem?.dueAt).toBe("2018-10-24T23:03:00.000Z");
  expect(late.timeline.some(({ text }) => text === "Reminder: the postmortem is overdue")).toBe(true);
  expect(late.postmortem?.publishedAt).toBe("2018-10-30T00:00:00.000Z");
});

test("S0-13, B21: entries are in UTC with 24 hours, and the date stands where it changes", () => {
  const log = play("github-2018-10-21-mysql-failover", "seal").documents[1]!.text.split("\n");
  const lines = [
    "- **2018-10-21**",
    "- 23:19 UTC - GitHub: webhook",
    "- **2018-10-22**",
    "- 00:05 UTC - GitHub: restore",
  ];
  const places = lines.map((line) => log.findIndex((entry) => entry.startsWith(line)));
  expect(places).not.toContain(-1);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  const dates = log.filter((entry) => /^- \*\*\d{4}-\d{2}-\d{2}\*\*$/.test(entry));
  expect(dates).toEqual([...new Set(dates)].toSorted());
  const file = play("github-2018-10-21-mysql-failover", "atrium").all;
  expect(file).toContain("\n- 23:19, GitHub: webhook");
  expect(file).toContain("\n- 2018-10-22 00:05, GitHub: restore");
});
