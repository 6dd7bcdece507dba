import type { CommsCommand } from "./vocabulary.ts";

/** One sensible example of every command about public words. */
export const commsExamples: { [Name in CommsCommand["do"]]: Extract<CommsCommand, { do: Name }> } = {
  "draft-public": {
    do: "draft-public",
    where: "Twitter",
    template: null,
    blocks: [],
    text: "Withdrawals do not work at the moment.",
    nextUpdate: "1h",
  },
  "edit-public": { do: "edit-public", draft: "D1", text: "Withdrawals are paused.", nextUpdate: "1h" },
  "set-public-mention": { do: "set-public-mention", draft: "D1", whom: "nobody" },
  "confirm-claim": { do: "confirm-claim", draft: "D1", claim: "funds-safe", basis: "balances were compared" },
  "approve-public": {
    do: "approve-public",
    draft: "D1",
    points: ["verified", "no-cause", "action", "next", "read"],
  },
  "reject-public": { do: "reject-public", draft: "D1", reason: "the time is wrong" },
  "publish-public": { do: "publish-public", draft: "D1" },
  "record-publication": {
    do: "record-publication",
    draft: "D1",
    url: "https://x.com/acme/status/1",
    reached: null,
  },
  "withdraw-public": { do: "withdraw-public", draft: "D1", reason: "nothing was down" },
  "tell-downtime": { do: "tell-downtime", since: "10m", until: null },
  "decide-sharing": {
    do: "decide-sharing",
    share: "public",
    redacted: "nothing was to be taken out",
    reason: null,
  },
};
