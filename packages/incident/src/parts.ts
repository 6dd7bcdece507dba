import { actions } from "./actions/index.ts";
import { aftercare } from "./aftercare/index.ts";
import { assess } from "./assess/index.ts";
import { calls } from "./calls/index.ts";
import { chain } from "./chain/index.ts";
import { checklist } from "./checklist/index.ts";
import { comms } from "./comms/index.ts";
import { drill } from "./drill/index.ts";
import { disclosure } from "./disclosure/index.ts";
import { evidence } from "./evidence/index.ts";
import { filings } from "./filings/index.ts";
import { prompts } from "./prompts/index.ts";
import { likeness } from "./likeness/index.ts";
import { imported } from "./imported/index.ts";
import { restored } from "./restored/index.ts";
import { response } from "./response/index.ts";
import { roles } from "./roles/index.ts";
import { tasks } from "./tasks/index.ts";
import { times } from "./times/index.ts";
import { visibility } from "./visibility/index.ts";
import { work } from "./work/index.ts";
import type { Command, CommandName } from "./command.ts";
import type {
  Context,
  Decision,
  Field,
  Gate,
  Hearing,
  NextStep,
  Timer,
  TimerContext,
  Told,
  View,
} from "./feature.ts";
import type { EventBody, EventType, IncidentEvent, Reminder } from "./event.ts";
import type { Incident, Status } from "./incident.ts";
import type { Refusal } from "./refusal.ts";

/** A part's tables with their keys forgotten: whoever looks something up has the key in hand. */
type AnyPart = {
  allowed: Partial<Record<CommandName, readonly Status[]>>;
  openToTheNamed: readonly CommandName[];
  texts: Table<(command: Command) => Field[]>;
  decide: Table<(incident: Incident, command: Command, context: Context) => Decision>;
  apply: Table<(incident: Incident, event: IncidentEvent) => Incident>;
  tell: Table<(event: IncidentEvent) => Told>;
  hearing: Partial<Record<EventType, Hearing>>;
  explain: Table<(refused: Refusal) => string>;
  remind: Table<(reminder: Reminder) => string>;
  answeredBy?: Table<readonly EventType[]>;
  wants?: Table<(incident: Incident, event: IncidentEvent) => string | null>;
  timers: (view: View) => Timer[];
  fire: Table<(view: View, detail: string, context: TimerContext) => EventBody[]>;
  nextSteps: (view: View) => NextStep[];
  gates?: Gate;
  hears?: (incident: Incident, event: IncidentEvent) => Incident;
  holdsOpen?: (view: View) => boolean;
};
type Table<Function> = Partial<Record<string, Function>>;

/** In the order in which their timers and next steps are listed. */
export const allParts = [
  drill,
  visibility,
  disclosure,
  actions,
  chain,
  roles,
  response,
  times,
  tasks,
  checklist,
  assess,
  calls,
  comms,
  evidence,
  filings,
  aftercare,
  likeness,
  work,
  prompts,
  restored,
  imported,
] as unknown as AnyPart[]; // Each entry of a part's tables takes just what its own key names.

function joined<
  Name extends Exclude<keyof AnyPart, "timers" | "nextSteps" | "gates" | "hears" | "holdsOpen">,
>(name: Name): AnyPart[Name] {
  return Object.assign({}, ...allParts.map((part) => part[name])) as AnyPart[Name];
}

/** The tables of all parts, by command, event type, refusal, reminder or kind of timer. */
export const parts = {
  allowed: joined("allowed"),
  openToTheNamed: allParts.flatMap((part) => part.openToTheNamed),
  texts: joined("texts"),
  decide: joined("decide"),
  apply: joined("apply"),
  tell: joined("tell"),
  hearing: joined("hearing"),
  explain: joined("explain"),
  remind: joined("remind"),
  answeredBy: joined("answeredBy") ?? {},
  wants: joined("wants") ?? {},
  timers: (view: View): Timer[] => allParts.flatMap((part) => part.timers(view)),
  fire: joined("fire"),
  nextSteps: (view: View): NextStep[] => allParts.flatMap((part) => part.nextSteps(view)),
  hear: (incident: Incident, event: IncidentEvent): Incident =>
    allParts.reduce((heard, part) => part.hears?.(heard, event) ?? heard, incident),
  holdOpen: (view: View): boolean => allParts.some((part) => part.holdsOpen?.(view) === true),
  /** The first part that holds the command up says why. */
  gates(view: View, command: Command, context: Context): Refusal | null {
    for (const part of allParts) {
      const refused = part.gates?.(view, command, context) ?? null;
      if (refused !== null) return refused;
    }
    return null;
  },
};
