import type { Engine } from "@muster/engine";
import type { Github } from "@muster/github";
import type { Signer } from "@muster/store";
import type { Errand, ErrandDelivery, ErrandVerdict } from "@muster/incident";

export type ErrandHands = {
  engine: Engine;
  github: Github;
  /** The keys that the record is signed with, the one in use first. Without one nothing is signed. */
  signers: readonly Signer[];
};
export type Repo = NonNullable<ErrandDelivery["workspace"]["repo"]>;

/** What one errand does; `repo` is the workspace's. Weather and refusals are thrown as Octokit throws them. */
export type ErrandHand<Kind extends Errand["do"]> = (
  hands: ErrandHands,
  about: { delivery: ErrandDelivery; errand: Extract<Errand, { do: Kind }>; repo: Repo },
) => Promise<ErrandVerdict>;
