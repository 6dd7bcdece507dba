import type { Attachment, SignalState, Source } from "./incident.ts";
import type { PartCommand } from "./parts-vocabulary.ts";
import type { DrillPlan } from "./drill/vocabulary.ts";
import type { Actor, Person } from "./person.ts";
import type { ReadPostmortem } from "./read-postmortem.ts";

/** What the first word was. It becomes an incident, or joins one that says the same. */
export type Declaration = {
  title: string;
  description: string | null;
  /** A level id, `unsure` for the highest, or null to leave it open and be asked. */
  level: string | null;
  source: Source;
  /** When it was noticed, if the source knows better than "now". ISO 8601. */
  detectedAt: string | null;
  signals: SignalState[];
  isDrill: boolean;
  /** What is practised, and how. A drill without a plan is one that people play by themselves. */
  drill?: DrillPlan;
  /** Why only those named may know of it from the first moment; left out, the policy decides. */
  restricted?: string | null;
};

/** What people, alerts and clocks can ask of an incident that exists. */
export type Command = CoreCommand | PartCommand;

export type CoreCommand =
  | { do: "change-severity"; level: string; reason: string | null }
  | {
      do: "note";
      text: string;
      saidBy: Person | null;
      saidAt: string | null;
      /** How well `saidAt` is known; left out when it is the moment itself. */
      precision?: "approx" | "day";
      url: string | null;
      attachments: Attachment[];
    }
  | { do: "correct"; seq: number; text: string }
  | { do: "decide"; text: string; reason: string }
  | { do: "update"; text: string }
  | { do: "find-root-cause"; text: string }
  | { do: "mitigate"; what: string; verified: string }
  | { do: "resolve"; summary: string }
  | { do: "reopen"; reason: string }
  | { do: "dismiss"; reason: string }
  /** The shell looks `into` up; null means that no such incident is known here. */
  | { do: "merge"; into: { id: string; ref: string } | null; asked: string }
  | { do: "absorb"; ref: string; title: string }
  | { do: "request-hotfix" }
  | { do: "report-signals"; signals: SignalState[] }
  | { do: "publish-postmortem"; url: string; read?: ReadPostmortem }
  | { do: "fire-timer"; name: string };

export type CommandName = Command["do"];

/** A command with the one who gives it. */
export type Order = { command: Command; actor: Actor };
