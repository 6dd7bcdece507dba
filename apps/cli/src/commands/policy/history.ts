import { diffSentences } from "@muster/policy";
import type { Io } from "../../command.ts";
import { chooseWorkspace, openRecord } from "../../open-record.ts";

/** Every policy that was in force, the newest first, with the commit that brought it: git says who wrote it and why. */
export async function tellHistory(
  { workspace, data }: { workspace?: string | undefined; data?: string | undefined },
  io: Io,
): Promise<number> {
  const { engine, close } = await openRecord(io, { data });
  try {
    const versions = await engine.read.policies(await chooseWorkspace(engine, workspace));
    versions.forEach(({ version, policy, commit, loadedAt, isInForce }, index) => {
      const since = loadedAt.toISOString().slice(0, 16).replace("T", " ");
      const from = commit === null ? "the preset" : `commit ${commit.slice(0, 10)}`;
      io.out(`${version}  ${since} UTC  ${from}  ${policy.name}${isInForce ? "  (in force)" : ""}`);
      const earlier = versions[index + 1];
      const changes = earlier === undefined ? [] : diffSentences(earlier.policy, policy);
      for (const { of, gone, added } of changes)
        io.out(`  ${of ?? "Every incident"}: ${gone.length} gone, ${added.length} new`);
    });
    return 0;
  } finally {
    await close();
  }
}
