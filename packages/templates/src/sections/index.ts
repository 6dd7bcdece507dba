import type { SlotName } from "@muster/policy";
import { actions } from "./actions.ts";
import { after } from "./after.ts";
import { assessed } from "./assessed.ts";
import { comms } from "./communications.ts";
import { facts } from "./facts.ts";
import { links } from "./links.ts";
import { onChain } from "./on-chain.ts";
import { people } from "./people.ts";
import type { Slot } from "./slot.ts";
import { timeline } from "./timeline.ts";
import { times } from "./times.ts";
import { work } from "./work.ts";

/** What fills each slot of a document. The names are the policy's; the compiler sees that none is missing. */
export const slots: Record<SlotName, Slot> = {
  ...facts,
  ...times,
  ...people,
  ...timeline,
  ...actions,
  ...links,
  ...comms,
  ...assessed,
  ...work,
  ...after,
  ...onChain,
};

export { peopleIn } from "./people.ts";
export type { DocumentView } from "./slot.ts";
