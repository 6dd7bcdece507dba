import { no, yes, type Result } from "@muster/kernel";
import { minutesAfter } from "@muster/kernel";
import type { NamedLevel, Policy } from "@muster/policy";
import type { Incident } from "../incident.ts";
import type { Refusal } from "../refusal.ts";
import { readInstant, sayInstant } from "./instant.ts";

/** When the next notice comes. `at` is null for the one that says that it is over, or where the policy asks for no promise. */
export type Promised = { at: Date | null; isLast: boolean };

/**
 * The promise of a notice: as asked, else what the level promises by itself. While it goes on, a policy may let no notice out without
 * one.
 */
export function promiseOf(
  asked: string | null,
  about: {
    incident: Incident;
    policy: Policy;
    level: NamedLevel | null;
    /** The template says that it is over. */
    isLast: boolean;
    now: Date;
  },
): Result<Promised, Refusal> {
  const { incident, policy, level, isLast, now } = about;
  const says = asked?.trim().toLowerCase() ?? "";
  if (says === "none" || (says === "" && isLast)) {
    return incident.status === "open" ? no({ because: "not-over-yet" }) : yes({ at: null, isLast: true });
  }
  if (says !== "") {
    const at = readInstant(says, now, "ahead");
    return at === null
      ? no({ because: "instant-unreadable", asked: asked ?? "", isAhead: true })
      : yes({ at, isLast: false });
  }
  const isOver = incident.status !== "open" && incident.status !== "mitigated";
  if (isOver) return yes({ at: null, isLast: true });
  const every = level?.publicUpdateEveryMin ?? null;
  if (every !== null) {
    const at = minutesAfter(now, every);
    return yes({ at: new Date(Math.floor(at.getTime() / 60_000) * 60_000), isLast: false });
  }
  return policy.communications.nextUpdateRequired
    ? no({ because: "promise-missing" })
    : yes({ at: null, isLast: false });
}

/** The time that a text itself promises, as in "next update by 14:30 UTC"; null when it promises none. */
export function promisedIn(text: string): string | null {
  const said = /next update[^\n.!?]{0,40}?((?:\d{4}-\d{2}-\d{2} )?\b\d{1,2}:\d{2})(?: UTC)?\b/i.exec(text);
  return said?.[1] ?? null;
}

/** The text with the promised time in it: where the earlier promise stood, or else as its last sentence. */
export function withPromise(text: string, promise: string | null, earlier: string | null): string {
  if (promise === null || text.includes(promise)) return text;
  if (earlier !== null && text.includes(earlier)) return text.replaceAll(earlier, promise);
  return `${text}\n\nNext update by ${promise}.`;
}

/** The promise as the text of a draft words it. It is worded once, when it is made, and its date may be left out on the same day. */
export function wordings(at: Date): string[] {
  const short = sayInstant(at, at);
  return [`${at.toISOString().slice(0, 10)} ${short}`, short];
}
