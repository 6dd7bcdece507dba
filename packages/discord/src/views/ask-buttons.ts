import type { Incident, IncidentEvent } from "@muster/incident";
import { button, partPress } from "./buttons.ts";
import { customId } from "./custom-id.ts";
import type { Row } from "./message.ts";

/** Under every ask: it can always wait, or be answered with "not needed". */
export function askRow(incident: Incident, ask: string): Row {
  return [
    button("In 30 min", partPress(incident, `ask-snooze/${ask}/30m`)),
    button("In 2 h", partPress(incident, `ask-snooze/${ask}/2h`)),
    button("Tomorrow", partPress(incident, `ask-snooze/${ask}/tomorrow`)),
    button("Not needed", partPress(incident, `ask-dismiss/${ask}`)),
  ];
}

/** The row for an ask as it was recorded; none for what only tells. */
export function askRowFor(event: IncidentEvent, incident: Incident): Row {
  if (event.type !== "reminded" || event.isClock === true) return [];
  const asked = incident.prompts.asked[event.timer];
  return asked === undefined ? [] : askRow(incident, asked.ask);
}

/** Opens the form of a command. */
export function answerButton(
  incident: Incident,
  text: string,
  command: string,
  look: Parameters<typeof button>[2] = "primary",
): Row[number] {
  return button(text, customId("ask", incident.id, command), look);
}
