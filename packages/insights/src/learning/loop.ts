import { actionStatus, feedbackOf, type ActionItem, type Incident } from "@muster/incident";
import { actionKinds, diffPolicies, runbooksOf, type ActionKind, type Policy } from "@muster/policy";
import type { PolicyVersionSeen, RecordedIncident } from "../maturity/record.ts";
import { actionTimes } from "../past/actions.ts";
import { readingOf, type Reading } from "./factors.ts";

/** A question that people are asked after incidents, and what came of the answers. */
export type Asked = { name: string; asked: number; answered: number; items: number; done: number };

/** How often something was put to use: in real incidents and in drills, which are practice. */
export type Use = { incidents: Reading[]; drills: Reading[] };

/** An action item that was done in the quarter and changed how the next incident goes. */
export type DoneItem = {
  id: string;
  text: string;
  kind: ActionKind;
  of: Reading;
  doneAt: string;
  /** The runbooks that it is about: those that it names, else those in use where it was written. Empty: nobody can tell. */
  runbooks: { name: string; used: Use }[];
  /** Of real incidents after it, how many monitoring found; null unless it is about an alert. */
  foundByAlert: { count: number; of: number } | null;
};

/** A change of the policy file that came into force in the quarter. */
export type PolicyChanged = { at: string; commit: string | null; fields: string[] };
/** A runbook whose text changed in the quarter, when it last did, and its use since. */
export type RunbookChanged = { name: string; at: string; isNew: boolean; used: Use };

const learned: readonly ActionKind[] = actionKinds.filter((kind) => kind !== "fix");

/** The questions after the quarter's incidents, in the order in which they are asked. */
export function askedIn(quarter: readonly RecordedIncident[]): Asked[] {
  const all = new Map<string, Asked>();
  for (const { incident, policy } of quarter) {
    if (incident.status !== "resolved" && incident.status !== "closed") continue;
    for (const { name, answer } of feedbackOf(incident, policy)) {
      const so = all.get(name) ?? { name, asked: 0, answered: 0, items: 0, done: 0 };
      const item = incident.actions.find(({ id }) => id === answer?.action);
      all.set(name, {
        name,
        asked: so.asked + 1,
        answered: so.answered + Number(answer !== null),
        items: so.items + Number(item !== undefined),
        done: so.done + Number(item !== undefined && actionStatus(item) === "done"),
      });
    }
  }
  return [...all.values()];
}

/** What was done in a span for alerts, runbooks, tests and the like, and whether it was used after that. */
export function doneIn(
  all: readonly RecordedIncident[],
  span: { from: string; until: string; now: string },
): DoneItem[] {
  return all
    .filter(({ incident }) => !incident.isDrill)
    .flatMap((one) =>
      one.incident.actions.flatMap((item): DoneItem[] => {
        const { kind } = item;
        const doneAt = doneAtOf(one, item);
        if (kind === undefined || !learned.includes(kind) || doneAt === null) return [];
        if (doneAt < span.from || doneAt >= span.until) return [];
        return [
          {
            id: item.id,
            text: item.text,
            kind,
            of: readingOf(one),
            doneAt,
            runbooks:
              kind === "runbook"
                ? runbooksAbout(one, item).map(({ id, name }) => ({
                    name,
                    used: usedAfter(all, id, { after: doneAt, until: span.now }),
                  }))
                : [],
            foundByAlert: kind === "alert" ? foundByAlert(all, { after: doneAt, until: span.now }) : null,
          },
        ];
      }),
    )
    .toSorted((a, b) => a.doneAt.localeCompare(b.doneAt));
}

function doneAtOf({ events }: RecordedIncident, item: ActionItem): string | null {
  return actionStatus(item) === "done" ? actionTimes(events, item.id).doneAt : null;
}

/** Nobody says of an item which runbook it changes, so its words tell, or else what people had open when they wrote it. */
function runbooksAbout(
  { incident, policy }: RecordedIncident,
  { text }: ActionItem,
): { id: string; name: string }[] {
  const said = text.toLowerCase();
  const all = runbooksOf(policy);
  const named = all.filter(({ id, name }) => [id, name].some((word) => said.includes(word.toLowerCase())));
  const inUse = all.filter(({ id }) => incident.checklist.runbooks.some((one) => one.id === id));
  return (named.length > 0 ? named : inUse).map(({ id, name }) => ({ id, name }));
}

type After = { after: string; until: string };

/** Where a runbook was opened after an instant. */
function usedAfter(all: readonly RecordedIncident[], runbook: string, { after, until }: After): Use {
  const used = all.filter(({ events }) =>
    events.some(
      (event) =>
        event.type === "runbook-opened" && event.runbook === runbook && event.at > after && event.at <= until,
    ),
  );
  const readings = (isDrill: boolean): Reading[] =>
    used.filter(({ incident }) => incident.isDrill === isDrill).map(readingOf);
  return { incidents: readings(false), drills: readings(true) };
}

function foundByAlert(all: readonly RecordedIncident[], { after, until }: After): DoneItem["foundByAlert"] {
  const later = all.filter(({ incident, events }) => {
    const at = events[0]?.at ?? "";
    return isReal(incident) && at > after && at <= until;
  });
  return { count: later.filter(({ incident }) => incident.source.kind === "alert").length, of: later.length };
}

export const isReal = ({ isDrill, status, source, severity }: Incident): boolean =>
  !isDrill &&
  status !== "dismissed" &&
  status !== "merged" &&
  (source.kind !== "report" || severity !== null);

const fieldsShown = 8;

/** Each version of the policy that came into force in a span, with the first fields that differ from the one before. */
export function policyChangesIn(
  versions: readonly PolicyVersionSeen[],
  { from, until }: { from: string; until: string },
): PolicyChanged[] {
  return steps(versions).flatMap(({ before, after }) => {
    const at = after.loadedAt.toISOString();
    if (at < from || at >= until) return [];
    const paths = diffPolicies(before.policy, after.policy).map(({ path }) => path);
    if (paths.length === 0) return [];
    const more = paths.length > fieldsShown ? [`${paths.length - fieldsShown} more`] : [];
    return [{ at, commit: after.commit, fields: [...paths.slice(0, fieldsShown), ...more] }];
  });
}

/** The runbooks whose text in the policy changed in a span, each once, with its use after the last change. */
export function runbookChangesIn(
  versions: readonly PolicyVersionSeen[],
  all: readonly RecordedIncident[],
  { from, until, now }: { from: string; until: string; now: string },
): RunbookChanged[] {
  const changed = new Map<string, RunbookChanged>();
  for (const { before, after } of steps(versions)) {
    const at = after.loadedAt.toISOString();
    if (at < from || at >= until) continue;
    const old = new Map(runbooksOf(before.policy).map((runbook) => [runbook.id, runbook]));
    for (const runbook of runbooksOf(after.policy)) {
      const was = old.get(runbook.id);
      if (was !== undefined && diffPolicies(was, runbook).length === 0) continue;
      const used = usedAfter(all, runbook.id, { after: at, until: now });
      const isNew = was === undefined || changed.get(runbook.id)?.isNew === true;
      changed.set(runbook.id, { name: runbook.name, at, isNew, used });
    }
  }
  return [...changed.values()].toSorted((a, b) => a.name.localeCompare(b.name, "en"));
}

type Step = { before: Pick<PolicyVersionSeen, "policy">; after: PolicyVersionSeen & { policy: Policy } };

/** Each version beside the one before it. The first changes nothing: there was none. */
function steps(versions: readonly PolicyVersionSeen[]): Step[] {
  const ordered = versions.toSorted((a, b) => a.loadedAt.getTime() - b.loadedAt.getTime());
  return ordered.slice(1).map((after, at) => ({ before: ordered[at]!, after })); // One before each of the others.
}
