import type { Surface } from "../effect.ts";
import type { EventType, IncidentEvent } from "../event.ts";
import type { Incident } from "../incident.ts";
import type { PublicationKind } from "./vocabulary.ts";

const ends: readonly EventType[] = ["resolved", "closed", "dismissed", "merged", "reopened"];

/** What stands in public, and whether these events change it. */
export function publicSurfaces(after: Incident, events: IncidentEvent[]): [Surface, boolean][] {
  const went = (kind: PublicationKind): boolean =>
    events.some((event) => event.type === "public-published" && event.kind === kind);
  const hasThread = after.comms.drafts.some(({ published }) => published?.hasThread === true);
  return [
    ["announcements", went("discord")],
    // The thread is locked when it is over, and opened again when it is not.
    ["public-thread", hasThread && (went("discord") || events.some(({ type }) => ends.includes(type)))],
    ["status-page", went("github-file")],
  ];
}
