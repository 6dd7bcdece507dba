import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { withRecordOf } from "../../test/policies.ts";
import { startBench, untilSent, type Bench } from "../../test/bench.ts";

let bench: Bench;

beforeEach(async () => {
  bench = await startBench({ repo: { files: { "README.md": "# Protocol\n" } } });
});
afterEach(async () => {
  expect(bench.sim.violations()).toEqual([]);
  await bench.close();
});

const pull = () => bench.sim.state("acme/protocol").pulls[0]!; // Every test opens one first.

describe.each([
  [
    "seal",
    "P1",
    [
      "docs/action-items.md",
      "incident-logs/2026-01-05-withdrawals-fail.md",
      "post-mortems/2026-01-05-withdrawals-fail.md",
    ],
  ],
  [
    "pci",
    "Severity 1",
    [
      "docs/corrective-actions.md",
      "incidents/2026-01-05-withdrawals-fail.md",
      "incidents/2026-01-05-withdrawals-fail/recommendations.md",
      "incidents/2026-01-05-withdrawals-fail/remediation-actions.md",
      "incidents/2026-01-05-withdrawals-fail/root-cause-analysis.md",
      "incidents/2026-01-05-withdrawals-fail/timeline.md",
    ],
  ],
  [
    "trustledger",
    "P0",
    [
      "docs/action-items.md",
      "incidents/2026-01-05-withdrawals-fail.md",
      "incidents/2026-01-05-withdrawals-fail/log.md",
      "incidents/2026-01-05-withdrawals-fail/public-report.md",
    ],
  ],
])("the documents of %s", (preset, level, paths) => {
  const { policy, resolved } = withRecordOf(preset, level);

  test("stand in one pull request, written by one commit", async () => {
    await untilSent(bench.keeper("postmortem"), resolved, { policy });

    const changed = Object.keys(pull().files).filter((path) => path !== "README.md");
    expect(changed.toSorted()).toEqual(paths);
    expect(bench.sim.calls().filter(({ graphql }) => graphql === "createCommitOnBranch")).toHaveLength(1);
    for (const path of paths) expect(pull().files[path]).toContain("Withdrawals fail");
  });

  test("each keeps what people wrote in it, and one that they took out is not put back", async () => {
    const keeper = bench.keeper("postmortem");
    await untilSent(keeper, resolved, { policy });
    const [first, second] = paths.filter((path) => !path.startsWith("docs/"));
    const branch = pull().head;
    const page = `${pull().files[first!]!}\n## Thanks\n\nTo bo.\n`;
    bench.sim.person("ada").editFile({ path: first!, content: page, branch });
    bench.sim.person("ada").editFile({ path: second!, content: null, branch });
    const { incident } = withRecordOf(preset, level).later("pool drained by 4 %");
    await untilSent(keeper, incident, { policy });

    expect(pull().files[first!]).toContain("To bo.");
    expect(Object.keys(pull().files)).not.toContain(second);
  });
});

test("a pull request that an older Muster opened keeps its people's words under the new documents", async () => {
  const { policy, resolved } = withRecordOf("seal", "P1");
  const keeper = bench.keeper("postmortem");
  await untilSent(keeper, resolved, { policy });
  const main = "post-mortems/2026-01-05-withdrawals-fail.md";
  const { wrote } = keeper.remote!.extra as { wrote: Record<string, string> };
  keeper.remote = {
    ...keeper.remote!,
    rendered: null,
    extra: { ...keeper.remote!.extra, wrote: wrote[main] },
  };
  const branch = pull().head;
  const page = pull().files[main]!.replace("_What helped, and should be kept?_", "The alert came early.");
  bench.sim.person("ada").editFile({ path: main, content: page, branch });
  await untilSent(keeper, withRecordOf("seal", "P1").later("pool drained").incident, { policy });

  expect(pull().files[main]).toContain("The alert came early.");
  expect(pull().files[main]).toContain("pool drained");
});
