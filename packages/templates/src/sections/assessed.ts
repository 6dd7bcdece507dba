import type { SlotName } from "@muster/policy";
import { unknown } from "../plain-words.ts";
import { emptyTable, type Slot } from "./slot.ts";

/** What was found out about the harm. */
export const assessed = {
  serviceNames: () => unknown,
  services: () => emptyTable("Service", "Impact", "Status"),
  financial: () => `${unknown} (at risk and lost)`,
  data: () => `Accessed or altered: ${unknown}`,
} satisfies Partial<Record<SlotName, Slot>>;
