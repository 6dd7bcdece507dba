import type { Policy } from "@muster/policy";
import { textMessage, type MessageBody } from "./message.ts";
import { inline } from "./neutralise.ts";
import { opsWordMark } from "./ops-word.ts";
import { ago, localDateTime } from "./time.ts";

/** A word in #ops-alerts that something is still to be practised. It pings nobody: nothing burns. */
export function drillReminder(
  key: string,
  planned: Policy["drills"]["schedule"][string],
  period: string,
  endsAt: Date,
): MessageBody {
  const until = endsAt.toISOString();
  const how = planned.kind === "rollcall" ? "/drill rollcall" : "/drill start";
  return textMessage(
    [
      `🎯 **${inline(planned.title, 100)}** (${period}) was not held yet. The ${planned.every} ends ${localDateTime(until)} (${ago(until)}).`,
      `Set a date, then ${how}. What there is to practise: /drill list`,
      opsWordMark(key),
    ].join("\n"),
  );
}
