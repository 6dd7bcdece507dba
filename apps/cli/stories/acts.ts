import { expect } from "vitest";
import type { Incident } from "@muster/incident";
import type { Person, SeenMessage, Shown } from "@muster/discord-sim";
import { headOf, verifyChain } from "@muster/store";
import { alertToken } from "@muster/testkit";
import type { Stage } from "./stage.ts";

/** Something that people do to an incident, and what must be so afterwards, however often Muster died meanwhile. */
export type Act = {
  /** What happened before, undisturbed. */
  before(stage: Stage, title: string): Promise<unknown>;
  /** Resolves to whether whoever did it was told so. */
  deed(stage: Stage, title: string): Promise<boolean>;
  /** Whether it counts: whoever got no answer looks, and tries again if it does not. */
  isRecorded(stage: Stage, title: string): Promise<boolean>;
  isWhole(stage: Stage, title: string): Promise<void>;
};

const pageLevel = "P1";
const hourMs = 3_600_000;

export const acts = {
  declare: {
    before: async () => undefined,
    deed: async (stage, title) => declare(stage, title, pageLevel),
    isRecorded: async (stage, title) => (await incidentsOf(stage, title)).length > 0,
    async isWhole(stage, title) {
      await expectOneOfEach(stage, title);
      expect(cardOf(stage, title).text).toContain("Service down or data integrity issue");
      expect(pagesFor(stage, title)).toHaveLength(1);
    },
  },
  raise: {
    before: async (stage, title) => declare(stage, title, "P2"),
    // There is no channel yet: it opens with the higher level.
    async deed(stage, title) {
      const { ref } = await incidentOf(stage, title);
      const options = { level: pageLevel, reason: "it spreads", incident: ref };
      return told(await ada(stage).slash("/incident severity", options, { in: "#general" }));
    },
    isRecorded: async (stage, title) => (await incidentOf(stage, title)).severity?.levelId === pageLevel,
    async isWhole(stage, title) {
      await expectOneOfEach(stage, title, { alerts: 2 });
      expect(cardOf(stage, title).text).toContain(pageLevel);
      expect(pagesFor(stage, title)).toHaveLength(1);
    },
  },
  /** Downtime counts from when it began, so a reminder is due at once. */
  alert: {
    before: async () => undefined,
    async deed(stage, title) {
      const startsAt = new Date(Date.now() - hourMs).toISOString();
      const answer = await fetch(`${stage.muster().url}/alerts/generic`, {
        method: "POST",
        headers: { authorization: `Bearer ${alertToken}`, "content-type": "application/json" },
        body: JSON.stringify({ title, severity: "critical", key: title, startsAt }),
      }).catch(() => null);
      return answer?.status === 202;
    },
    isRecorded: async (stage, title) => (await incidentsOf(stage, title)).length > 0,
    async isWhole(stage, title) {
      await expectOneOfEach(stage, title);
      expect(pagesFor(stage, title)).toHaveLength(1);
      expect(
        roomOf(stage, title).filter((said) => !isCard(said) && said.text.includes("Twitter")),
      ).toHaveLength(1);
    },
  },
  resolve: {
    before: owesWork,
    deed: resolve,
    isRecorded: async (stage, title) => (await incidentOf(stage, title)).status === "resolved",
    async isWhole(stage, title) {
      await expectOneOfEach(stage, title);
      expect(cardOf(stage, title).text).toContain("Resolved: Feed switched over");
      expect(pagesFor(stage, title)).toHaveLength(1);
      expect(issueOf(stage, title).labels).toContain("status:resolved");
      await expectOnePostmortem(stage, title);
    },
  },
  merge: {
    async before(stage, title) {
      await owesWork(stage, title);
      await stage.rest();
      await resolve(stage, title);
      await stage.rest();
    },
    async deed(stage, title) {
      const { number } = pullOf(stage, title);
      stage.worlds.github.person("ada").readyForReview(number);
      stage.worlds.github.person("ada").merge(number);
      return true;
    },
    isRecorded: async () => true,
    async isWhole(stage, title) {
      await expectOneOfEach(stage, title);
      expect((await incidentOf(stage, title)).status).toBe("closed");
      expect(issueOf(stage, title)).toMatchObject({ state: "closed" });
      expect(
        roomOf(stage, title).filter((said) => !isCard(said) && said.text.includes("published")),
      ).toHaveLength(1);
      const { files } = stage.worlds.github.state();
      expect(timesIn(files["docs/plan-tracker.md"] ?? "", `Alert on a stale feed of ${title}`)).toBe(1);
    },
  },
} as const satisfies Record<string, Act>;

export type ActName = keyof typeof acts;

const ada = ({ worlds }: Stage): Person => worlds.discord.person("ada");
/** What was only for Ada's eyes must not be counted: Bo looks. */
const bo = ({ worlds }: Stage): Person => worlds.discord.person("bo");

async function declare(stage: Stage, title: string, severity: string): Promise<boolean> {
  return told(await ada(stage).slash("/incident declare", { title, severity }, { in: "#general" }));
}

async function owesWork(stage: Stage, title: string): Promise<void> {
  await mergeWhatIsOpen(stage);
  await declare(stage, title, pageLevel);
  await stage.rest();
  await inRoom(stage, title, "/action add", {
    text: `Alert on a stale feed of ${title}`,
    owner: "bo",
    due: "7d",
  });
}

/** Only a pull request that stands alone carries the tracker too, so what an earlier act left is brought in first. */
async function mergeWhatIsOpen(stage: Stage): Promise<void> {
  const ada = stage.worlds.github.person("ada");
  for (;;) {
    await stage.rest();
    const [first] = stage.worlds.github.state().pulls.filter(({ state }) => state === "open");
    if (first === undefined) return;
    if (first.draft) ada.readyForReview(first.number);
    ada.merge(first.number);
  }
}

async function resolve(stage: Stage, title: string): Promise<boolean> {
  return inRoom(stage, title, "/incident resolve", { summary: "Feed switched over" });
}

async function inRoom(
  stage: Stage,
  title: string,
  command: string,
  options: Record<string, string>,
): Promise<boolean> {
  const [room = "?"] = roomsOf(stage, title);
  return told(await ada(stage).slash(command, options, { in: `#${room}` }));
}

const told = ({ ok, messages }: Shown): boolean => ok && messages.length > 0;

const slugOf = (title: string): string => title.toLowerCase().replaceAll(" ", "-");
const timesIn = (text: string, part: string): number => text.split(part).length - 1;

function roomsOf(stage: Stage, title: string): string[] {
  const pattern = new RegExp(`^incident-\\d{4}-\\d{2}-\\d{2}-${slugOf(title)}(-\\d+)?$`);
  return bo(stage)
    .sees()
    .channels.flatMap(({ name }) => (pattern.test(name) ? [name] : []));
}

/** What stands in the incident's room; nothing while it is not open. */
export function roomOf(stage: Stage, title: string): SeenMessage[] {
  const [room] = roomsOf(stage, title);
  return room === undefined ? [] : bo(stage).seesIn(room);
}
const isCard = ({ buttons }: SeenMessage): boolean => buttons.some(({ label }) => label === "More");
const cardOf = (stage: Stage, title: string): SeenMessage => roomOf(stage, title).find(isCard)!; // Counted before.
const alertsOf = (stage: Stage, title: string): SeenMessage[] =>
  bo(stage)
    .seesIn("ops-alerts")
    .filter(({ text }) => new RegExp(`${title}(\\n|$)`).test(text));
const pagesFor = (stage: Stage, title: string): SeenMessage[] =>
  alertsOf(stage, title).filter(({ pinged }) => pinged.roles.includes("on-call"));
const issuesOf = ({ worlds }: Stage, title: string) =>
  worlds.github.state().issues.filter((issue) => issue.title.replace(/^INC-\d+: /, "") === title);
const issueOf = (stage: Stage, title: string) => issuesOf(stage, title)[0]!; // Counted before.
const pullsOf = ({ worlds }: Stage, title: string) =>
  worlds.github.state().pulls.filter((pull) => pull.title.endsWith(` ${title}`));
const pullOf = (stage: Stage, title: string) => pullsOf(stage, title)[0]!; // Counted before.

export async function incidentsOf({ engine }: Stage, title: string): Promise<Incident[]> {
  const recent = await engine.read.list("default", { limit: 25 });
  return recent.filter((incident) => incident.title === title);
}

export async function incidentOf(stage: Stage, title: string): Promise<Incident> {
  return (await incidentsOf(stage, title))[0]!; // Declared before.
}

/** One channel, one pinned card, one message in #ops-alerts, one issue that leads to the channel, and a record that holds together. */
export async function expectOneOfEach(
  stage: Stage,
  title: string,
  { alerts = 1 }: { alerts?: number } = {},
): Promise<void> {
  const rooms = roomsOf(stage, title);
  expect(rooms).toEqual([expect.any(String)]);
  const messages = roomOf(stage, title);
  expect(messages.filter(isCard)).toHaveLength(1);
  expect(messages.filter(({ pinned }) => pinned).map(({ id }) => id)).toEqual([cardOf(stage, title).id]);
  expect(cardOf(stage, title).text).toContain(title);
  expect(alertsOf(stage, title)).toHaveLength(alerts);

  const issues = issuesOf(stage, title);
  expect(issues).toHaveLength(1);
  expect(timesIn(issues[0]!.body, "muster:begin incident")).toBe(1);
  expect(issues[0]!.body).toContain(`/${cardOf(stage, title).channelId})`);
  await expectRecord(stage, title);
}

async function expectRecord(stage: Stage, title: string): Promise<void> {
  const incidents = await incidentsOf(stage, title);
  expect(incidents).toHaveLength(1);
  const { id } = incidents[0]!; // Just counted.
  const head = (await headOf(stage.store.db, id))!; // The incident is there.
  expect(verifyChain(await stage.engine.read.chain(id), id, head)).toEqual({ ok: true });
  const effects = await stage.engine.read.effects(id);
  expect(effects.filter(({ givenUp }) => givenUp !== null)).toEqual([]);
}

/** One branch with one commit, one pull request, one section of the tracker in it. */
async function expectOnePostmortem(stage: Stage, title: string): Promise<void> {
  const pulls = pullsOf(stage, title);
  expect(pulls).toHaveLength(1);
  const { head, files } = pulls[0]!; // Just counted.
  expect(stage.worlds.github.state().branches.filter((name) => name.endsWith(slugOf(title)))).toEqual([head]);
  expect(stage.git("rev-list", "--count", `main..${head}`)).toBe("1");
  const { ref } = await incidentOf(stage, title);
  const tracker = files["docs/plan-tracker.md"] ?? "";
  expect(timesIn(tracker, `muster:begin ${ref} `)).toBe(1);
  expect(timesIn(tracker, `Alert on a stale feed of ${title}`)).toBe(1);
  const pages = Object.entries(files).filter(
    ([path]) => path.startsWith("incidents/") && path.includes(slugOf(title)),
  );
  expect(pages).toHaveLength(1);
  expect(timesIn(pages[0]![1], "# Incident: ")).toBe(1);
}
