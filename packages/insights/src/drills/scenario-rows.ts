import {
  holdersOf,
  leadingRole,
  progressOf,
  statusOfDraft,
  type DrillState,
  type Incident,
  type Moved,
} from "@muster/incident";
import { sayDuration } from "@muster/kernel";
import { findLevel, type DrillMove, type NamedLevel, type Policy } from "@muster/policy";
import { spanBetween } from "../span.ts";
import { injectsOf } from "./injects.ts";
import type { ScoreRow } from "./drill-score.ts";

type About = { incident: Incident; policy: Policy; drill: DrillState };
type Seen = About & { level: NamedLevel | null; endAt: string | null };
type Found = Omit<ScoreRow, "id" | "name">;

/** The rows of a scenario's score, in the order in which a response goes. */
const rows: { id: string; name: string; look: (seen: Seen) => Found }[] = [
  { id: "acknowledged", name: "Acknowledged", look: acknowledged },
  { id: "level", name: "Severity chosen", look: levelChosen },
  { id: "roles", name: "Roles filled", look: rolesFilled },
  { id: "handover", name: "Lead handed over", look: handover },
  { id: "cadence", name: "Updates in time", look: cadence },
  { id: "approvals", name: "Public words approved", look: approvals },
  { id: "evidence", name: "Evidence before change", look: evidence },
  { id: "checklist", name: "Checklist", look: checklist },
  { id: "pause", name: "Damage stopped", look: pause },
  { id: "false-leads", name: "False leads decided on", look: falseLeads },
  { id: "injects", name: "Answers to what came in", look: answers },
];

export function scoreScenario(about: About): ScoreRow[] {
  const { incident, policy, drill } = about;
  const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
  const endAt = drill.over?.at ?? null;
  return rows.map(({ id, name, look }) => ({ id, name, ...look({ ...about, level, endAt }) }));
}

const none = (found: string, wanted: string | null = null): Found => ({
  result: "not-shown",
  found,
  wanted,
  evidence: [],
  gap: null,
});
const shown = (found: string, wanted: string | null, evidence: number[]): Found => ({
  result: "shown",
  found,
  wanted,
  evidence,
  gap: null,
});
const missed = (found: string, wanted: string | null, gap: string, evidence: number[] = []): Found => ({
  result: "missed",
  found,
  wanted,
  evidence,
  gap,
});

const first = ({ drill }: Seen, ...wanted: DrillMove[]): Moved | null =>
  drill.moves.find(({ move }) => wanted.includes(move)) ?? null;
const after = ({ drill }: Seen, at: string): string => sayDuration(spanBetween(drill.begunAt, at) ?? 0);
const within = (minutes: number | null): string | null => (minutes === null ? null : `within ${minutes} min`);

function acknowledged(seen: Seen): Found {
  if (seen.drill.begunAt === null) return none("The drill never began.");
  const targets = seen.level?.targets.ackWithinMin ?? seen.level?.response.withinMin ?? null;
  const withinMin = targets === 0 ? null : targets;
  const led = first(seen, "led");
  if (led === null)
    return missed(
      "Nobody took a role.",
      within(withinMin),
      "Practise taking the lead: who takes it, and how soon",
    );
  const words = `${led.by.name} took a role after ${after(seen, led.at)}`;
  const span = spanBetween(seen.drill.begunAt, led.at) ?? 0;
  return withinMin !== null && span > withinMin * 60_000
    ? missed(words, within(withinMin), "Answer sooner: look at how people hear of an incident", [led.seq])
    : shown(words, within(withinMin), [led.seq]);
}

function levelChosen(seen: Seen): Found {
  const chosen = first(seen, "level");
  if (chosen !== null)
    return shown(`${chosen.by.name} chose it after ${after(seen, chosen.at)}`, null, [chosen.seq]);
  return seen.incident.severity === null
    ? missed("Nobody chose a severity.", null, "Go through the severity levels with the team")
    : missed(
        "Nobody chose one, so it took the highest by itself.",
        null,
        "Go through the severity levels with the team",
      );
}

function rolesFilled({ incident, policy, level }: Seen): Found {
  if (level === null || level.roles.length === 0)
    return none("No severity was set, or it asks for no roles.");
  const wanted = level.roles.map((role) => policy.roles[role]?.name ?? role).join(", ");
  const missing = level.roles.filter((role) => holdersOf(incident, role).length === 0);
  const names = missing.map((role) => policy.roles[role]?.name ?? role).join(", ");
  const seqs = incident.drill?.moves.filter(({ move }) => move === "led").map(({ seq }) => seq) ?? [];
  return missing.length === 0
    ? shown("All were held.", wanted, seqs)
    : missed(`Nobody held ${names}.`, wanted, `Name who can be ${names}, with a backup`, seqs);
}

/** Where the scenario took whoever leads out of it, somebody else must have the lead afterwards. */
function handover(seen: Seen): Found {
  const { drill, incident, policy } = seen;
  const asks = drill.plan.injects.some(({ by }) => by === "silence");
  const silence = drill.delivered.find(({ inject }) =>
    drill.plan.injects.some(({ id, by }) => id === inject && by === "silence"),
  );
  const handed = first(seen, "handed-over");
  if (silence === undefined) {
    if (handed !== null) return shown(`Handed over after ${after(seen, handed.at)}`, null, [handed.seq]);
    return none(
      asks ? "The drill was over before whoever leads fell silent." : "The scenario asked for none.",
    );
  }
  const gap = "Name a deputy who takes over when whoever leads falls silent";
  if (silence.silenced === null)
    return missed("Nobody led when the lead was to fall silent.", null, gap, [silence.seq]);
  const taken = drill.moves.find(({ move, seq }) => move === "handed-over" && seq > silence.seq);
  const who = silence.silenced.name;
  const role = leadingRole(incident, policy);
  if (taken === undefined || role === null)
    return missed(`Nobody took over from ${who}.`, null, gap, [silence.seq]);
  const span = sayDuration(spanBetween(silence.at, taken.at) ?? 0);
  return shown(`${taken.by.name} took over from ${who} after ${span}`, null, [silence.seq, taken.seq]);
}

function cadence(seen: Seen): Found {
  const { drill, level, endAt } = seen;
  const everyMin = level?.updateEveryMin ?? null;
  const updates = drill.moves.filter(({ move }) => move === "update");
  const seqs = updates.map(({ seq }) => seq);
  const count = `${updates.length} ${updates.length === 1 ? "update" : "updates"}`;
  if (everyMin === null)
    return updates.length === 0 ? none("No update; the policy sets no span.") : shown(count, null, seqs);
  const wanted = `every ${everyMin} min`;
  const until = drill.moves.find(({ move }) => move === "resolved")?.at ?? endAt;
  const points = [drill.begunAt, ...updates.map(({ at }) => at), until];
  const isOver = until !== null;
  const gaps = points.slice(1).map((at, index) => spanBetween(points[index] ?? null, at) ?? 0);
  const longest = Math.max(0, ...gaps);
  // Without a clock of its own a score cannot say how long it has been silent by now.
  const words = `${count}; the longest silence${isOver ? "" : " before one of them"} was ${sayDuration(longest)}`;
  if (longest > everyMin * 60_000)
    return missed(words, wanted, "Say who writes the updates, and put them on a timer", seqs);
  return updates.length === 0
    ? none("The drill was shorter than the time until the first update.", wanted)
    : shown(words, wanted, seqs);
}

function approvals(seen: Seen): Found {
  const { incident, drill } = seen;
  const { drafts } = incident.comms;
  const asked = drill.plan.injects.some(
    ({ id, wants }) => wants === "draft" && drill.delivered.some(({ inject }) => inject === id),
  );
  const seqs = drill.moves
    .filter(({ move }) => move === "draft" || move === "approval")
    .map(({ seq }) => seq);
  if (drafts.length === 0)
    return asked
      ? missed(
          "People outside asked, and no public words were drafted.",
          "approved before they go out",
          "Practise a first public word: who drafts it, who approves it",
        )
      : none("Nothing that came in asked for public words.");
  const approved = drafts.filter((draft) => draft.approval !== null || statusOfDraft(draft) === "published");
  return approved.length > 0
    ? shown(
        `${approved.length} of ${drafts.length} drafts were approved`,
        "approved before they go out",
        seqs,
      )
    : missed(
        `${drafts.length} drafted, none approved`,
        "approved before they go out",
        "Say who approves public words, and who does when they are away",
        seqs,
      );
}

function evidence(seen: Seen): Found {
  const kept = first(seen, "evidence");
  const changed = first(seen, "mitigated");
  const { nothingToPreserve } = seen.incident.evidence;
  const gap = "Keep traces before anything is changed: say what, and where it goes";
  if (changed === null)
    return kept === null
      ? none("Nothing was changed.")
      : shown("Kept; nothing was changed yet", null, [kept.seq]);
  if (kept !== null && kept.seq < changed.seq)
    return shown(`Kept ${sayDuration(spanBetween(kept.at, changed.at) ?? 0)} before the mitigation`, null, [
      kept.seq,
      changed.seq,
    ]);
  if (nothingToPreserve !== null)
    return shown("Somebody said why nothing was to be kept", null, [changed.seq]);
  return missed(
    kept === null ? "Changed, and nothing was kept." : "Kept only after the mitigation.",
    null,
    gap,
    kept === null ? [changed.seq] : [changed.seq, kept.seq],
  );
}

/** The steps of the phases that were entered: nobody is held to those of a phase that the drill did not come to. */
function checklist({ incident, policy, drill }: Seen): Found {
  const progress = progressOf({ incident, policy });
  if (progress === null) return none("The policy has no checklist for this severity.");
  const entered = progress.phases.slice(0, progress.current + 1);
  const all = entered.reduce((sum, { steps }) => sum + steps.length, 0);
  const done = entered.reduce((sum, phase) => sum + phase.done, 0);
  if (all === 0) return none("The phases that were entered have no steps.");
  const words = `${done} of ${all} steps of the phases that were entered`;
  const seqs = drill.moves.filter(({ move }) => move === "step").map(({ seq }) => seq);
  return done === all
    ? shown(words, null, seqs)
    : missed(words, null, "Work through the checklist aloud: one person ticks", seqs);
}

/** Until people say that it has stopped, and what shows it. */
function pause(seen: Seen): Found {
  const stopped = first(seen, "mitigated");
  if (stopped === null)
    return seen.drill.begunAt === null
      ? none("The drill never began.")
      : missed(
          "Nobody said that the damage had stopped.",
          null,
          "Practise stopping the damage: who may pause, with what, how long it takes",
        );
  return shown(`After ${after(seen, stopped.at)}, with what shows it`, null, [stopped.seq]);
}

function falseLeads(seen: Seen): Found {
  const { drill } = seen;
  const leads = injectsOf(drill).filter(({ isFalse, seq }) => isFalse && seq !== null);
  if (leads.length === 0) return none("None came.");
  const decided = leads.filter(({ seq }) =>
    drill.moves.some((one) => (one.move === "decision" || one.move === "note") && one.seq > (seq ?? 0)),
  );
  const seqs = leads.flatMap(({ seq, answer }) => [seq, answer].filter((one) => one !== null));
  return decided.length === leads.length
    ? shown(`${decided.length} of ${leads.length}, with a decision or a note`, null, seqs)
    : missed(
        `${decided.length} of ${leads.length}`,
        null,
        "Write down what a lead was checked against before it is followed or dropped",
        seqs,
      );
}

function answers({ drill }: Seen): Found {
  const asked = injectsOf(drill).filter(({ wants, seq }) => wants !== null && seq !== null);
  if (asked.length === 0) return none("Nothing came that wanted an answer.");
  const open = asked.filter(({ answer }) => answer === null);
  const words = `${asked.length - open.length} of ${asked.length}`;
  const seqs = asked.flatMap(({ answer }) => (answer === null ? [] : [answer]));
  return open.length === 0
    ? shown(words, null, seqs)
    : missed(
        `${words}; without an answer: ${open.map(({ id }) => id).join(", ")}`,
        null,
        `Go through what had no answer: ${open.map(({ id, wants }) => `${id} (${wants})`).join(", ")}`,
        seqs,
      );
}
