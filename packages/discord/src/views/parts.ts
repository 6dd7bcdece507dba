import type { IncidentEvent, Reminder } from "@muster/incident";
import { actionsView } from "./actions.ts";
import { aftercareView } from "./aftercare.ts";
import { assessView } from "./assess.ts";
import { callsView } from "./calls.ts";
import { chainView } from "./chain.ts";
import { checklistView } from "./checklist.ts";
import { commsView } from "./comms.ts";
import { drillView } from "./drill.ts";
import { disclosureView } from "./disclosure.ts";
import { evidenceView } from "./evidence.ts";
import { filingsView } from "./filings.ts";
import { likenessView } from "./likeness.ts";
import { promptsView } from "./prompts.ts";
import { responseView } from "./response.ts";
import { rolesView } from "./roles.ts";
import { tasksView } from "./tasks.ts";
import { timesView } from "./times.ts";
import { visibilityView } from "./visibility.ts";
import { workView } from "./work.ts";
import type { Row } from "./message.ts";
import type { Pressed, Saying, Section, Setting } from "./part.ts";

type Table<Function> = Partial<Record<string, Function>>;
type AnyView = {
  words: Table<(event: IncidentEvent, setting: Setting) => string | Saying>;
  reminders: Table<(reminder: Reminder, setting: Setting) => string | Saying>;
  card: (setting: Setting) => Section[];
  buttons: (setting: Setting) => Row;
  cardButtons?: (setting: Setting) => Row;
  presses: Table<Pressed>;
};

/** In the order in which they stand on the card. */
const all = [
  drillView,
  visibilityView,
  disclosureView,
  chainView,
  rolesView,
  responseView,
  timesView,
  callsView,
  commsView,
  tasksView,
  likenessView,
  workView,
  checklistView,
  assessView,
  filingsView,
  evidenceView,
  actionsView,
  aftercareView,
  promptsView,
] as unknown as AnyView[]; // Each entry of a part's tables takes just what its own key names.

function joined<Name extends "words" | "reminders" | "presses">(name: Name): AnyView[Name] {
  return Object.assign({}, ...all.map((view) => view[name])) as AnyView[Name];
}

/** The words, card lines and buttons of all parts. */
export const partViews = {
  words: joined("words"),
  reminders: joined("reminders"),
  presses: joined("presses"),
  card: (setting: Setting): Section[] => all.flatMap((view) => view.card(setting)),
  cardButtons: (setting: Setting): Row => all.flatMap((view) => view.cardButtons?.(setting) ?? []),
  buttons: (setting: Setting): Row => all.flatMap((view) => view.buttons(setting)),
};
