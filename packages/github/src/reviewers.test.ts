import { afterEach, describe, expect, test } from "vitest";
import { ada, by, cy, declared, play } from "@muster/incident/testing";
import type { Incident } from "@muster/incident";
import { loadPolicy, type Policy } from "@muster/policy";
import { startBench, untilSent, type Bench } from "../test/bench.ts";
import { ownersOf } from "./codeowners.ts";
import { readReviewers } from "./pull-memory.ts";
import { wantedReviewers } from "./reviewers.ts";

const policyOf = (change: string): Policy => {
  const loaded = loadPolicy(`extends: seal\n${change}`, { file: "x" });
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.refused));
  return loaded.value.policy;
};
const led = play(declared(), [
  1,
  { do: "take-role", role: "commander" },
  by({ ...ada, github: null }),
]).incident;
const people = [{ ...ada, github: "ada-gh" }];

describe("S0-67: who is asked to review a postmortem", () => {
  test("is who responded and who leads the review, each once, by the login that is known", () => {
    const meeting = {
      at: "",
      scheduledAt: "",
      facilitator: { ...cy, github: "cy-gh" },
      attendees: [],
      held: null,
    };
    const incident = { ...led, aftercare: { ...led.aftercare, meeting } };
    expect(wantedReviewers(incident, policyOf(""), people)).toEqual({
      logins: ["ada-gh", "cy-gh"],
      teams: [],
      notAsked: [],
    });
    const none = policyOf(
      "postmortem: { reviewers: { responders: false, facilitator: false, teams: [ops] } }",
    );
    expect(wantedReviewers(incident, none, people)).toEqual({ logins: [], teams: ["ops"], notAsked: [] });
  });

  test("is told where a login is not known, and where whoever leads the review responded although the policy wants another", () => {
    const meeting = {
      at: "",
      scheduledAt: "",
      facilitator: { ...ada, github: null },
      attendees: [],
      held: null,
    };
    const incident = { ...led, aftercare: { ...led.aftercare, meeting } };
    const policy = policyOf("aftercare: { facilitatorRespondedNot: true }");
    expect(wantedReviewers(incident, policy, []).notAsked.map(({ name, why }) => `${name}, ${why}`)).toEqual([
      "ada, whose GitHub login is not known; /link makes it known",
      "an outsider to lead the review, because ada leads it and responded as well; the policy wants somebody else",
    ]);
  });

  test("is nobody in a drill who did not take part", () => {
    const policy = policyOf(
      "people: { zoe: { github: zoe } }\npostmortem: { reviewers: { people: [zoe], teams: [ops] } }",
    );
    expect(wantedReviewers({ ...led, isDrill: true }, policy, people)).toMatchObject({
      logins: ["ada-gh"],
      teams: [],
    });
    expect(wantedReviewers(led, policy, people)).toMatchObject({ logins: ["ada-gh", "zoe"], teams: ["ops"] });
  });
});

test.each<[pattern: string, covers: string[], not: string[]]>([
  ["*", ["a.md", "incidents/a.md"], []],
  ["*.md", ["a.md", "incidents/a.md"], ["a.ts"]],
  ["/incidents/", ["incidents/a.md", "incidents/b/c.md"], ["docs/incidents/a.md"]],
  ["incidents/", ["docs/incidents/a.md"], ["incidents"]],
  ["incidents/*", ["incidents/a.md"], ["incidents/b/c.md"]],
  ["/incidents/**/log.md", ["incidents/x/log.md", "incidents/log.md"], ["log.md"]],
])("CODEOWNERS: %s covers what GitHub says", (pattern, covers, not) => {
  for (const path of covers)
    expect([path, ownersOf(`${pattern} @Ada @acme/ops a@b.example # us\n`, [path])]).toEqual([
      path,
      ["ada", "acme/ops"],
    ]);
  for (const path of not) expect([path, ownersOf(`${pattern} @ada`, [path])]).toEqual([path, []]);
});

test("of several lines of CODEOWNERS the last that covers a path counts, also one without owners", () => {
  expect(ownersOf("* @ada\n/incidents/ @bo\n", ["incidents/a.md"])).toEqual(["bo"]);
  expect(ownersOf("* @ada\n/incidents/\n", ["incidents/a.md"])).toEqual([]);
});

describe("the reviews that GitHub is asked for", () => {
  let bench: Bench;
  const start = async (files: Record<string, string> = {}) => {
    bench = await startBench({
      repo: { files: { "README.md": "# P\n", ...files }, collaborators: { ada: "write", bo: "triage" } },
    });
  };
  afterEach(async () => {
    expect(bench.sim.violations()).toEqual([]);
    await bench.close();
  });

  const story = (policy: Policy): Incident => {
    const setting = { policy, policyVersion: "v1", onCall: [] };
    return play(declared({ level: "P1" }, { setting }), [9, { do: "resolve", summary: "fixed" }]).incident;
  };
  const asking = policyOf(
    "people: { ada: { github: ada }, bo: { github: bo }, eve: { github: stranger } }\npostmortem: { reviewers: { people: [ada, bo, eve], teams: [ops] } }",
  );

  test("reach whoever has access, though another has none, and whoever cannot be asked is remembered with the reason", async () => {
    await start();
    const keeper = bench.keeper("postmortem");
    await untilSent(keeper, story(asking), { policy: asking });
    const [pull] = bench.sim.state("acme/protocol").pulls;
    expect(pull).toMatchObject({ draft: true, requestedReviewers: ["ada", "bo"] });
    expect(
      readReviewers(keeper.remote!)!
        .notAsked.map(({ name }) => name)
        .toSorted(),
    ).toEqual(["acme/ops", "stranger"]);
  });

  test("leave out whom CODEOWNERS brings", async () => {
    await start({ ".github/CODEOWNERS": "/post-mortems/ @ada\n" });
    const keeper = bench.keeper("postmortem");
    await untilSent(keeper, story(asking), { policy: asking });
    expect(bench.sim.state("acme/protocol").pulls[0]!.requestedReviewers).toEqual(["bo"]);
    expect(readReviewers(keeper.remote!)!.notAsked).toContainEqual(expect.objectContaining({ name: "ada" }));
  });

  test("are made once: whom people take off the list is not put back", async () => {
    await start();
    const keeper = bench.keeper("postmortem");
    const incident = story(asking);
    await untilSent(keeper, incident, { policy: asking });
    const octokit = await bench.github.forRepo({ owner: "acme", name: "protocol" }, "pulls");
    await octokit.rest.pulls.removeRequestedReviewers({
      owner: "acme",
      repo: "protocol",
      pull_number: 1,
      reviewers: ["bo"],
    });
    await untilSent(keeper, { ...incident, description: "Nobody can withdraw." }, { policy: asking });
    expect(bench.sim.state("acme/protocol").pulls[0]!.requestedReviewers).toEqual(["ada"]);
  });
});
