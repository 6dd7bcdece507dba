import type { RunningSandbox } from "@muster/sandbox";
import { atMost, equal, shown, type Figure } from "./figures.ts";
import { guild, roomOf, withSandbox } from "./sandbox.ts";

const together = 20;
const minuteMs = 60_000;
/** The issue, and one comment with answers that is edited. */
const createdMax = 2;

/** What GitHub is asked to create, and how often it is called, for one incident's life and for twenty at once. */
export async function crowd(): Promise<Figure[]> {
  return withSandbox(async (running) => [...(await oneLife(running)), ...(await atOnce(running))]);
}

async function oneLife(running: RunningSandbox): Promise<Figure[]> {
  const { sandbox } = running;
  const { github } = sandbox;
  const ada = sandbox.discord.person("ada", guild);
  await rest(running);
  const since = github.calls().at(-1)?.id ?? 0;
  await done(
    ada.slash("/incident declare", { title: "a whole life", severity: "P1" }, { in: "#ops-alerts" }),
  );
  await rest(running);
  const room = roomOf(running, "ada", "a-whole-life");
  const issue = github.state().issues.at(-1)!.number;
  for (let update = 1; update <= 4; update += 1) {
    await done(ada.slash("/incident update", { text: `Update ${update}` }, { in: room }));
    github.person("ada").comment({ issue, body: `/incident note seen ${update}` });
    github.person("eve").comment({ issue, body: "/incident severity P0" });
    await passes(running, 15 * minuteMs);
  }
  await done(ada.slash("/incident mitigate", { what: "Paused", verified: "Checked" }, { in: room }));
  await rest(running);
  await done(ada.slash("/incident resolve", { summary: "Over" }, { in: room }));
  await rest(running);
  const pull = github.state().pulls.at(-1)!.number;
  github.person("ada").readyForReview(pull);
  github.person("ada").merge(pull);
  await rest(running);
  const calls = ofMuster(running, since);
  const created = calls.filter(
    ({ method, route, status }) => method === "POST" && status === 201 && /\/(issues|comments)$/.test(route),
  );
  return [
    atMost("one life: issues and comments created", created.length, createdMax),
    shown("one life: calls to GitHub in all", calls.length),
    shown(
      "one life: of these, writes",
      calls.filter(({ method, graphql }) => method !== "GET" && graphql !== "repository").length,
    ),
  ];
}

async function atOnce(running: RunningSandbox): Promise<Figure[]> {
  const { sandbox } = running;
  const ada = sandbox.discord.person("ada", guild);
  const since = sandbox.github.calls().at(-1)?.id ?? 0;
  const before = sandbox.github.state().issues.length;
  await Promise.all(
    Array.from({ length: together }, (_, n) =>
      done(ada.slash("/incident declare", { title: `crowd ${n}`, severity: "P1" }, { in: "#ops-alerts" })),
    ),
  );
  await rest(running);
  await passes(running, minuteMs);
  const calls = ofMuster(running, since);
  return [
    equal(`${together} at once: issues filed`, sandbox.github.state().issues.length - before, together),
    equal(
      `${together} at once: refused by GitHub for going too fast`,
      calls.filter(({ status }) => status === 429 || status === 403).length,
      0,
    ),
    shown(`${together} at once: calls to GitHub`, calls.length),
  ];
}

/** A 403 for a right that the App lacks is no limit. */
const ofMuster = ({ sandbox }: RunningSandbox, since: number) =>
  sandbox.github.calls(since).filter(({ app, route }) => app !== null && !route.endsWith("/deployments"));

async function done(said: Promise<{ ok: boolean; error?: string }>): Promise<void> {
  const { ok, error } = await said;
  if (!ok) throw new Error(`A command was not answered: ${error}`);
}

async function rest({ sandbox }: RunningSandbox): Promise<void> {
  const { settled, pending } = await sandbox.settle();
  if (!settled) throw new Error(`It did not come to rest: ${JSON.stringify(pending)}`);
}

async function passes(running: RunningSandbox, ms: number): Promise<void> {
  running.sandbox.clock.advance(ms);
  await rest(running);
}
