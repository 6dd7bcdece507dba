import type { DoErrand, PolicyNews } from "@muster/incident";
import { policyPath } from "@muster/policy";
import { describe, expect } from "vitest";
import { atRest, replicaTest as test, workspaceId, type Replicas } from "./testing.ts";

async function aTeam(replicas: Replicas) {
  const { engine } = await replicas.start();
  const heard: PolicyNews[] = [];
  const hand: DoErrand = async ({ errand }) => {
    if (errand.do === "tell-policy") heard.push(errand.news);
    return { verdict: "sent", remote: null };
  };
  engine.errands.work("discord", hand);
  const push = async (content: Parameters<typeof engine.documents.put>[2], commit: string) => {
    const said = await engine.documents.put(workspaceId, policyPath, content, commit);
    await atRest(engine);
    return said;
  };
  return { engine, heard, push };
}

const good = "extends: atrium\n";
const bad = "extends: atrium\nlevels:\n  P0:\n    rank: soon\n";

describe("a policy file that cannot be used", () => {
  test("leaves the last good one in force; people are told once per change, and once when it is good again", async ({
    replicas,
  }) => {
    const { engine, heard, push } = await aTeam(replicas);
    await push("extends: seal\n", "c1");
    expect(heard).toEqual([]);

    await push(bad, "c2");
    await push(bad, "c3");
    expect(heard).toMatchObject([
      {
        is: "broken",
        commit: "c2",
        problemCount: 1,
        problems: [expect.stringContaining("line 4: levels.P0.rank")],
      },
    ]);
    expect((await engine.read.policy(workspaceId)).policy.id).toBe("seal");

    await push(bad.replace("soon", "later"), "c4");
    await push(good, "c5");
    await push(bad, "c2");
    expect(heard.map(({ is, commit }) => `${is} ${commit}`)).toEqual([
      "broken c2",
      "broken c4",
      "mended c5",
      "broken c2",
    ]);
  });

  test("is told of as well when it is too large or no text, and is mended by taking the file out", async ({
    replicas,
  }) => {
    const { engine, heard, push } = await aTeam(replicas);
    await push(good, "c1");
    const { problems } = await push({ unreadable: "is larger than 256 KiB" }, "c2");
    expect(problems).toMatchObject([{ isWarning: false, message: expect.stringContaining("256 KiB") }]);
    expect((await engine.read.policy(workspaceId)).problems).toHaveLength(1);
    await push(null, "c3");
    expect(heard.map(({ is }) => is)).toEqual(["broken", "mended"]);
  });

  test("is not told of again by a restart or by another replica", async ({ replicas }) => {
    const { engine, heard, push } = await aTeam(replicas);
    await push(bad, "c1");
    const another = await replicas.start();
    await Promise.all(
      [engine, another.engine].map((one) => one.documents.put(workspaceId, policyPath, bad, "c1")),
    );
    await atRest(engine);
    expect(heard).toHaveLength(1);
  });
});
