import type { Severity } from "@muster/policy";
import type { ActionItem } from "../actions/item.ts";
import type { Anchor, AnchorName } from "../origin.ts";
import type { Opened, PostmortemState, Status } from "../standing.ts";

/* An incident whose record was lost, as far as its issue still told of it. */

export type RestoredEvent = {
  type: "restored";
  /** The address that it was read from. */
  from: string;
  status: Status;
  mergedInto: string | null;
  severity: Severity | null;
  /** Those that the issue tells. The others stay unknown. */
  anchors: Partial<Record<AnchorName, Anchor>>;
  mitigation: { what: string; verified: string } | null;
  resolution: string | null;
  opened: Opened;
  postmortem: PostmortemState | null;
  postmortemDueHours: number | null;
  actions: ActionItem[];
  /** The last lines of the timeline, as the issue showed them. */
  latest: string[];
  /** What nobody can tell any more, in words. */
  unknown: string[];
};
