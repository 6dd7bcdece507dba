import { publishCheckpoints } from "@muster/github";
import { checkpointErrand } from "@muster/incident";
import { utcDate } from "@muster/kernel";
import { keyName, publicPem, readCheckpoint, type Signer } from "@muster/store";
import type { ErrandHand } from "./errand-hand.ts";

/** Signs the day's checkpoint, and publishes it with those that could not be published before. Then plans the next. */
export const takeCheckpoint: ErrandHand<"checkpoint"> = async (hands, { delivery, repo }) => {
  const { engine, github, signers } = hands;
  const { workspace, now } = delivery;
  const next = [checkpointErrand(now)];
  const [current, ...previous] = signers;
  if (current === undefined) return { verdict: "sent", remote: null, next };
  const all: readonly [Signer, ...Signer[]] = [current, ...previous];
  await engine.checkpoints.take(workspace.id, { day: utcDate(now), signers: all });

  const octokit = await github.forRepo(repo, "branches");
  const published = await publishCheckpoints(octokit, repo, {
    after: (number) => engine.checkpoints.after(workspace.id, number),
    numberOf: (text) => readCheckpoint(text)?.number ?? null,
    keys: all.map(({ publicKey }) => ({ name: keyName(publicKey), pem: publicPem(publicKey) })),
  });
  switch (published.is) {
    case "done":
      return { verdict: "sent", remote: null, next };
    case "stale":
      return { verdict: "later", afterMs: 60_000, why: "the branch of the checkpoints keeps changing" };
    case "foreign":
      return {
        verdict: "never",
        why: "The newest checkpoint in the repository is not one that this database made, so I publish no more.",
        fix: "Run `muster verify --checkpoints CLONE` to see what differs. If the database is an older copy, restore the newest export.",
        next,
      };
  }
};
