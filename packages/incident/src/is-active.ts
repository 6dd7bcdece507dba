import type { Incident } from "./incident.ts";

/** The damage may go on, or may come back: people are at work. */
export function isActive({ status }: Pick<Incident, "status">): boolean {
  return status === "open" || status === "mitigated";
}
