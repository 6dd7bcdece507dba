import { sayDuration } from "@muster/kernel";
import { levelsOf, runbooksOf } from "@muster/policy";
import type { CertificateFacts } from "./certificate-facts.ts";
import type { DrillScore } from "./drill-score.ts";

/** One thing that a control asks for, and what shows it; null: not shown. */
export type Line = { asks: string; evidence: string | null };
type Look = (facts: CertificateFacts) => Line[];

const quarterDays = 92;
const yearDays = 366;

const line = (asks: string, evidence: string | null): Line => ({ asks, evidence });
const names = (all: readonly string[], max = 8): string | null =>
  all.length === 0
    ? null
    : all.slice(0, max).join(", ") + (all.length > max ? ` and ${all.length - max} more` : "");
const said = (words: string, all: readonly string[]): string | null => {
  // Sentences of a policy stand in a list here.
  const list = names(all.map((one) => one.replace(/\.$/, "")));
  return list === null ? null : `${words}: ${list}`;
};
const row = ({ ref, rows }: DrillScore, id: string): string | null => {
  const found = rows.find((one) => one.id === id);
  return found?.result === "shown" ? `${ref}: ${found.found}` : null;
};
const daysSince = (at: string, now: Date): number => (now.getTime() - new Date(at).getTime()) / 86_400_000;
/** Those that ended, within so many days. */
const ended = ({ drills, now }: CertificateFacts, days: number, kind: DrillScore["kind"]): DrillScore[] =>
  drills
    .map(({ score }) => score)
    .filter(({ over, kind: own }) => own === kind && over?.is === "ended" && daysSince(over.at, now) <= days);

/** The controls by their ids on the certificate's page, in our words. */
export const controls: { id: string | null; title: string; look: Look }[] = [
  { id: "ir-1.1.1", title: "Team and roles", look: team },
  { id: "ir-1.1.2", title: "Contacts and coordination", look: contacts },
  {
    id: "ir-2.1.1",
    title: "Threat model of the operation",
    look: () => [line("A threat model, with what the protocol depends on", null)],
  },
  { id: "ir-2.1.2", title: "What is monitored", look: monitoring },
  { id: "ir-2.1.3", title: "Alerting, paging, escalation", look: alerting },
  { id: "ir-2.1.4", title: "Logs that cannot be changed unseen", look: logs },
  { id: "ir-3.1.1", title: "Runbooks", look: playbooks },
  { id: "ir-3.1.2", title: "Signers can be reached", look: reachability },
  { id: "ir-3.1.3", title: "Emergency transactions are ready", look: transactions },
  { id: "ir-4.1.1", title: "Channels for incidents", look: channels },
  { id: "ir-4.1.2", title: "Internal updates", look: updates },
  { id: "ir-4.1.3", title: "Public words", look: publicWords },
  { id: "ir-5.1.1", title: "Drills", look: drilling },
  {
    id: null,
    title: "A fourteenth control",
    look: () => [line("The page counts fourteen; Muster has the text of thirteen", null)],
  },
];

function team({ policy, onCall, drill }: CertificateFacts): Line[] {
  const roles = Object.values(policy.roles).map(({ name }) => name);
  const reviews = Object.values(policy.reviews).map(({ title, every }) => `${title} (each ${every})`);
  return [
    line(
      "Somebody leads, and is named with a backup",
      onCall.length < 2 ? null : `On call, in this order: ${names(onCall.map(({ name }) => name)) ?? ""}`,
    ),
    line(
      "Who decides what is costly",
      policy.decisionMakers === null
        ? null
        : (policy.groups[policy.decisionMakers]?.name ?? policy.decisionMakers),
    ),
    line("Other roles, such as a scribe, communications and experts", said("Roles of the policy", roles)),
    line("Roles were filled when it was practised", row(drill, "roles")),
    line("Roles and ways of escalation are reviewed at least yearly", said("Planned by the policy", reviews)),
  ];
}

function contacts({ policy, now }: CertificateFacts): Line[] {
  const { verifiedOn, entries } = policy.contacts;
  const isFresh = verifiedOn !== null && daysSince(`${verifiedOn}T00:00:00Z`, now) <= quarterDays;
  return [
    line(
      "Experts and groups that work together",
      said(
        "Experts",
        Object.values(policy.experts).map(({ name }) => name),
      ),
    ),
    line(
      "Contacts outside the team",
      said("Outside", [
        ...Object.values(policy.outside).map(({ name }) => name),
        ...Object.values(entries).map(({ who }) => who),
      ]),
    ),
    line("Contacts were tried within the last quarter", isFresh ? `Verified on ${verifiedOn}` : null),
    line(
      "Whom to bring in at the worst, in this order",
      said(
        "Order",
        policy.escalationOrder.map(({ whom }) => whom),
      ),
    ),
  ];
}

function monitoring({ policy }: CertificateFacts): Line[] {
  return [
    line("What is covered and what is not is written down", null),
    line("Contracts, infrastructure and chain are watched around the clock", null),
    line(
      "What monitoring tells arrives",
      policy.alerts.rules.length === 0 ? null : `${policy.alerts.rules.length} alert rules lead to incidents`,
    ),
    line("Leaked credentials and accounts of the organisation are watched", null),
  ];
}

function alerting({ policy, onCall, drill }: CertificateFacts): Line[] {
  const accept = Object.values(policy.roles).flatMap(({ name, acceptWithinMin }) =>
    acceptWithinMin === null ? [] : [`${name}: the next one after ${acceptWithinMin} min`],
  );
  const inject = drill.injects.find(({ source, deliveredAt }) => source === "alert" && deliveredAt !== null);
  return [
    line(
      "Alerts become incidents by themselves",
      policy.alerts.rules.length === 0 ? null : `${policy.alerts.rules.length} rules`,
    ),
    line("What is not answered in time goes to the next person", said("By the policy", accept)),
    line("Who is on call, with a backup", onCall.length < 2 ? null : `${onCall.length} people this week`),
    line("Paging has a second way", null),
    line(
      "From the alert to the acknowledgement, as it was practised",
      inject === undefined ? null : row(drill, "acknowledged"),
    ),
  ];
}

function logs({ isRecordWhole }: CertificateFacts): Line[] {
  return [
    line(
      "The record of incidents shows when it was changed",
      isRecordWhole === true
        ? "The drill's record is complete and as it was written; muster verify looks at all"
        : null,
    ),
    line("Logs of other systems are kept long enough, and say when they are cut", null),
  ];
}

function playbooks({ policy }: CertificateFacts): Line[] {
  const books = runbooksOf(policy);
  const sheets = Object.values(policy.roles).flatMap(({ name, sheet }) => (sheet.length === 0 ? [] : [name]));
  const escalating = books.filter(({ escalateIf }) => escalateIf.length > 0).map(({ name }) => name);
  const stepped = books.filter(({ steps }) => Object.keys(steps).length > 0).map(({ name }) => name);
  return [
    line(
      "Runbooks for kinds of trouble",
      said(
        "Runbooks",
        books.map(({ name }) => name),
      ),
    ),
    line("Each begins with what to do at once", said("With first steps", stepped)),
    line("What each role does", said("Sheets for", sheets)),
    line("When to escalate", said("In", escalating)),
  ];
}

function reachability(facts: CertificateFacts): Line[] {
  const { policy } = facts;
  const [last] = ended(facts, quarterDays, "rollcall");
  const zones = last?.rows.map(({ name, found }) => `${name}: ${found}`) ?? [];
  const silent = Object.values(policy.levels).flatMap(({ whenUnreachable }) => whenUnreachable ?? []);
  return [
    line(
      "Tested within the last quarter, across time zones",
      last === undefined ? null : `Roll-call ${last.ref} of ${last.name}: ${zones.join("; ")}`,
    ),
    line("What happens when they cannot be reached", said("By the policy", silent)),
    line("Signers are part of paging", null),
  ];
}

function transactions({ policy }: CertificateFacts): Line[] {
  const [highest] = levelsOf(policy);
  const steps = highest?.mitigation.map(({ text }) => text) ?? [];
  return [
    line(
      "How to pause, freeze or change is written down",
      said(`At ${highest?.id ?? "the highest level"}`, steps),
    ),
    line("Transactions are signed or prepared beforehand", null),
    line("A second way to sign", null),
  ];
}

function channels({ policy, drill }: CertificateFacts): Line[] {
  return [
    line(
      "A room of its own for each incident",
      `${drill.ref} had one, as ${
        names(
          levelsOf(policy)
            .filter(({ opens }) => opens.channel)
            .map(({ id }) => id),
        ) ?? "incidents"
      } do`,
    ),
    line(
      "A second way on another platform",
      levelsOf(policy).some(({ opens }) => opens.issue)
        ? "The incident's issue on GitHub; it can be run there by comments"
        : null,
    ),
    line(
      "What is sensitive stays with those named",
      policy.restricted.when.length === 0
        ? null
        : `${policy.restricted.when.length} conditions restrict an incident by themselves`,
    ),
  ];
}

function updates({ policy, drill }: CertificateFacts): Line[] {
  const spans = levelsOf(policy).flatMap(({ id, updateEveryMin }) =>
    updateEveryMin === null ? [] : [`${id} every ${sayDuration(updateEveryMin * 60_000)}`],
  );
  return [
    line("How often, by severity", said("By the policy", spans)),
    line("It was kept when it was practised", row(drill, "cadence")),
  ];
}

function publicWords({ policy, drill }: CertificateFacts): Line[] {
  const templates = Object.values(policy.communications.templates).map(({ name }) => name);
  const approvers = levelsOf(policy).flatMap(({ external }) =>
    external.flatMap(({ approvedBy }) => approvedBy ?? []),
  );
  return [
    line("Templates", said("Templates", templates)),
    line("Somebody approves before it goes out", said("By the policy", [...new Set(approvers)])),
    line("It was approved when it was practised", row(drill, "approvals")),
  ];
}

function drilling(facts: CertificateFacts): Line[] {
  const year = ended(facts, yearDays, "scenario");
  const scenarios = [...new Set(year.map(({ name }) => name))];
  const refs = new Set(year.map(({ ref }) => ref));
  const items = facts.drills
    .filter(({ score }) => refs.has(score.ref))
    .flatMap(({ incident }) => incident.actions);
  const done = items.filter(({ done: isDone }) => isDone);
  return [
    line(
      "At least one within the last year",
      said(
        "Drills",
        year.map(({ ref, over }) => `${ref} (${over?.at.slice(0, 10) ?? ""})`),
      ),
    ),
    line("Different kinds of trouble", scenarios.length < 2 ? null : `Scenarios: ${names(scenarios) ?? ""}`),
    line(
      "The record has date, scenario, who took part, times and gaps",
      facts.drill.kind === "scenario" &&
        facts.drill.over?.is === "ended" &&
        facts.drill.participants.length > 0
        ? `${facts.drill.ref}: ${facts.drill.over.at.slice(0, 10)}, ${facts.drill.name}, ${facts.drill.participants.length} took part, ${facts.drill.counts.missed} gaps`
        : null,
    ),
    line(
      "What follows has an owner and a date, and is done",
      items.length === 0
        ? null
        : `${items.length} action items, ${done.length} done: ${names(items.map(({ id, owner, due }) => `${id} ${owner.name} ${due}`)) ?? ""}`,
    ),
    line("From real monitoring to the responder, end to end", null),
  ];
}
