import type { Asked, Incident } from "@muster/incident";
import { askRow } from "./ask-buttons.ts";
import { button, partPress } from "./buttons.ts";
import { inRows, textMessage, type MessageBody, type Row } from "./message.ts";
import { inline } from "./neutralise.ts";
import { name } from "./person.ts";
import { newestThatFit } from "./timeline-lines.ts";
import { ago, localDateTime } from "./time.ts";

/** What was asked in an incident, what is put off and what was dismissed by whom, with the way back. */
export function asksView(incident: Incident): MessageBody {
  const { prompts, ref } = incident;
  const asks = Object.entries(prompts.asked).toSorted(([, a], [, b]) => a.at.localeCompare(b.at));
  if (asks.length === 0) return textMessage(`Nothing was asked in **${ref}** yet.`);
  const { lines } = newestThatFit(
    asks.map(([timer, asked]) => line(incident, timer, asked)),
    1_700,
  );
  const quiet = asks.filter(([timer]) => isQuiet(incident, timer));
  const newest = asks.findLast(([timer]) => !isQuiet(incident, timer));
  const back: Row = quiet
    .slice(-10)
    .map(([, { ask }]) => button(`Ask ${ask} again`, partPress(incident, `ask-back/${ask}`)));
  return textMessage(
    [`**${ref}**: what was asked`, ...lines].join("\n"),
    [...inRows(back), ...(newest === undefined ? [] : [askRow(incident, newest[1].ask)])].slice(0, 5),
  );
}

function isQuiet({ prompts }: Incident, timer: string): boolean {
  return prompts.dismissed[timer] !== undefined || prompts.snoozed[timer] !== undefined;
}

function line({ prompts }: Incident, timer: string, { ask, text, at }: Asked): string {
  const dismissed = prompts.dismissed[timer];
  const until = prompts.snoozed[timer];
  const state =
    dismissed !== undefined
      ? `🔕 not asked again (${name(dismissed.by)}${dismissed.reason === null ? "" : `: ${inline(dismissed.reason, 120)}`})`
      : until !== undefined
        ? `💤 until ${localDateTime(until)}`
        : `asked ${ago(at)}`;
  return `**${ask}** ${inline(text, 160)} · ${state}`;
}
