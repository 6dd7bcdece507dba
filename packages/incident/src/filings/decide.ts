import { no, yes, type Result } from "@muster/kernel";
import { anchorsOf, catalogue, clocksOf, type Clock, type Policy } from "@muster/policy";
import { callsTo } from "../calling.ts";
import type { EventBody } from "../event.ts";
import type { Context, Decision } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { readAhead, readPast } from "../instant.ts";
import type { Refusal } from "../refusal.ts";
import { clocksFor } from "./clocks-for.ts";
import type { FilingAnswer, FilingCommand } from "./vocabulary.ts";

type Of<Name extends FilingCommand["do"]> = Extract<FilingCommand, { do: Name }>;

export const answers = ["yes", "no", "unsure"] as const satisfies readonly FilingAnswer[];
export const closings = ["not-applicable", "missed", "open"] as const;

export const decideFilings: {
  [Name in FilingCommand["do"]]: (incident: Incident, command: Of<Name>, context: Context) => Decision;
} = {
  "set-anchor": setAnchor,
  "decide-report": (incident, command, { setting: { policy } }) => {
    const answer = answers.find((known) => known === command.answer.trim().toLowerCase());
    if (answer === undefined) return no({ because: "unknown-answer", asked: command.answer });
    const reason = command.reason.trim();
    const { answer: last } = incident.filings;
    if (last !== null && last.is === answer && last.reason === reason) return yes([]);
    const decided = { type: "report-decided", answer, reason } as const;
    return yes([decided, ...callsOf(incident, policy, answer)]);
  },
  "watch-clock": (incident, command, { setting: { policy } }) => {
    const found = findClock(policy, command.clock);
    if (!found.ok) return found;
    const { id, name } = found.value;
    if (clocksFor(incident, policy).some((one) => one.id === id)) return yes([]);
    return yes([{ type: "clock-watched", clock: id, name }]);
  },
  "submit-report": submit,
  "close-report": (_incident, command, { setting: { policy } }) => {
    const found = findClock(policy, command.clock);
    if (!found.ok) return found;
    const outcome = closings.find((known) => known === command.outcome.trim().toLowerCase());
    if (outcome === undefined) return no({ because: "unknown-outcome", asked: command.outcome });
    const { id: clock, name } = found.value;
    return yes([{ type: "report-closed", clock, name, outcome, reason: command.reason.trim() }]);
  },
  "extend-report": (_incident, command, { setting: { policy }, now }) => {
    const found = findClock(policy, command.clock);
    if (!found.ok) return found;
    const until = readAhead(command.until, now);
    if (!until.ok) return until;
    const { id: clock, name } = found.value;
    const { authority, reason } = command;
    return yes([
      {
        type: "report-extended",
        clock,
        name,
        until: until.value,
        authority: authority.trim(),
        reason: reason.trim(),
      },
    ]);
  },
};

/** Whom the policy calls on this answer to its own question that asks the same. */
function callsOf(incident: Incident, policy: Policy, answer: FilingAnswer): EventBody[] {
  const { askedBy } = policy.filings;
  const escalates = askedBy === null ? null : (policy.questions[askedBy]?.escalates ?? null);
  const said = answer === "unsure" ? "unknown" : answer;
  if (escalates === null || !escalates.on.includes(said)) return [];
  return callsTo(policy, escalates.calls, incident.calls, escalates.reason);
}

function setAnchor(incident: Incident, command: Of<"set-anchor">, context: Context): Decision {
  const { actor, setting, now } = context;
  // The law starts with what a person judged. A machine's time is a fact for them to look at, not the anchor.
  if (actor.via === "timer" || actor.via === "alert") return no({ because: "anchor-needs-a-person" });
  const known = anchorsOf(setting.policy);
  const wanted = command.anchor.trim().toLowerCase();
  const found = Object.entries(known).find(
    ([id, { name }]) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
  if (found === undefined)
    return no({ because: "unknown-anchor", asked: command.anchor, anchors: Object.keys(known) });
  const since = command.since === null ? yes(now.toISOString()) : readPast(command.since, now);
  if (!since.ok) return since;
  const [anchor, { name }] = found;
  const was = incident.filings.anchors[anchor]?.at ?? null;
  const facts = command.facts.trim();
  if (was === since.value && incident.filings.anchors[anchor]?.facts === facts) return yes([]);
  return yes([{ type: "anchor-set", anchor, name, since: since.value, facts, was }]);
}

function submit(incident: Incident, command: Of<"submit-report">, { setting, now }: Context): Decision {
  const found = findClock(setting.policy, command.clock);
  if (!found.ok) return found;
  const { id, name } = found.value;
  const at = command.submittedAt === null ? yes(now.toISOString()) : readPast(command.submittedAt, now);
  if (!at.ok) return at;
  const known = clocksFor(incident, setting.policy).find((one) => one.id === id);
  const dueAt = known?.dueAt ?? null;
  const isUpdate = (known?.submissions.length ?? 0) > 0;
  const reason = wordsOf(command.reason);
  const isLate = !isUpdate && dueAt !== null && at.value > dueAt;
  if (isLate && reason === null) return no({ because: "late-needs-reason", name, dueAt });
  return yes([
    {
      type: "report-submitted",
      clock: id,
      name,
      dueAt,
      isUpdate,
      reason,
      submittedAt: at.value,
      reference: command.reference.trim(),
      place: wordsOf(command.place),
    },
  ]);
}

/** Any clock that is known, by its id or name: what a policy has off may still apply to this incident. */
function findClock(policy: Policy, asked: string): Result<{ id: string; name: string }, Refusal> {
  const on = clocksOf(policy);
  const all: Record<string, Clock> = { ...catalogue, ...on };
  const wanted = asked.trim().toLowerCase();
  const found = Object.entries(all).find(
    ([id, { name }]) => id.toLowerCase() === wanted || name.toLowerCase() === wanted,
  );
  if (found === undefined) {
    const known = Object.keys(on).length > 0 ? on : all;
    return no({ because: "unknown-clock", asked, clocks: Object.keys(known) });
  }
  return yes({ id: found[0], name: found[1].name });
}

function wordsOf(text: string | null): string | null {
  const words = text?.trim() ?? "";
  return words === "" ? null : words;
}
