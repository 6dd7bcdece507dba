/*
 * The seed's P1 path: push the branch, the preview deploys by itself, and a person promotes it to production. It is silent on what changed
 * before an incident: our choice are two hours.
 */
export const work = {
  suspects: { windowMin: 120, levels: null },
  fixes: { promotedByHand: true },
} as const;
