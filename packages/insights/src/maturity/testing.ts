import {
  declare,
  decide,
  evolve,
  explain,
  cleanDeclaration,
  tickable,
  type Actor,
  type Command,
  type Declaration,
  type EventBody,
  type Incident,
  type IncidentEvent,
  type Person,
  type Setting,
} from "@muster/incident";
import { aDeclaration, by, person, record, type Story } from "@muster/incident/testing";
import type { Policy } from "@muster/policy";
import { settingOf } from "@muster/incident/testing-policies";
import type { MaturityRecord, RecordedIncident } from "./record.ts";

/* A team whose record supports every level, and single incidents to set beside it. */

export const ada = person("ada");
export const bo = person("bo");
export const cy = person("cy");
export const dee = person("dee");
export const eve = person("eve");
export const hal = person("hal");
export const ivy = person("ivy");

const named = [ada, bo, cy, dee, hal, ivy]
  .map(({ name, discord, github }) => `  ${name}: { discord: "${discord}", github: "${github}" }`)
  .join("\n");

export const teamPolicy = `extends: atrium
people:
${named}
groups:
  decision-makers: { name: Decision Makers, duty: Decide, people: [dee] }
  community: { name: Community, duty: Speak, people: [cy] }
experts:
  contracts: { name: Contracts, duty: Fix, primary: bo, backup: [ivy] }
roles:
  communications: { fixes: false }
kinds:
  keys: { name: Key trouble, runbooks: [key-compromise] }
publications:
  Status: { kind: github-file, path: docs/status.md, statusPage: true }
outside:
  seal-911: { name: SEAL 911, what: Emergency help }
`;
export const team: Setting = { ...settingOf(teamPolicy), onCall: [ada, hal] };

/** Each story in words of its own: the same words twice are one story. */
const subjects = [
  "withdrawals",
  "deposits",
  "swaps",
  "loans",
  "bridges",
  "rewards",
  "votes",
  "quotes",
  "exports",
  "logins",
  "fees",
  "payouts",
];
export const subjectOf = (ref: string): string =>
  subjects[Number(ref.replace(/\D/g, "")) % subjects.length] ?? ref;

const minuteMs = 60_000;
export const dayMin = 1_440;
/** Noon of the day after which nothing has happened yet. */
export const today = new Date(Date.UTC(2026, 10, 27, 12));
/** So many days before today, at an hour of that day. */
export const daysAgo = (days: number, hour = 9): Date => new Date(Date.UTC(2026, 10, 27 - days, hour));

export type Step = [minute: number, command: Command | EventBody, who?: Person | Actor];

/** Plays a story from a beginning, through the rules; what is an event already is written down as it is. */
export function tell(
  ref: string,
  began: Date,
  options: {
    declaration?: Partial<Declaration>;
    by?: Person | Actor;
    setting?: Setting;
    steps?: Step[];
  } = {},
): RecordedIncident {
  const { setting = team, steps = [] } = options;
  const at = (minute: number): Date => new Date(began.getTime() + minute * minuteMs);
  const actor = actorOf(options.by ?? hal);
  const date = began.toISOString().slice(0, 10);
  const identity = { id: `id-${ref}`, workspaceId: "acme", ref, date, slug: ref.toLowerCase() };
  const title = `Something is wrong with ${subjectOf(ref)}`;
  const declaration = cleanDeclaration(aDeclaration({ title, ...options.declaration }));
  const said = declare(declaration, identity, actor, setting, began);
  if (!said.ok) throw new Error(explain(said.refused));
  let story: Story = record(null, said.value, actor, began);
  for (const [minute, what, who = ada] of steps) {
    const by = actorOf(who);
    if ("type" in what) {
      story = record(story, [what], by, at(minute));
      continue;
    }
    const decided = decide(story.incident, { command: what, actor: by }, setting, at(minute));
    if (!decided.ok) throw new Error(`${ref}, ${what.do} at ${minute}: ${explain(decided.refused)}`);
    story = record(story, decided.value, by, at(minute));
  }
  return recorded(story, setting);
}

const actorOf = (who: Person | Actor): Actor => ("person" in who ? who : by(who));

export function recorded({ incident, events }: Story, setting: Setting = team): RecordedIncident {
  const url = `https://github.com/acme/protocol/issues/${incident.ref.replace(/\D/g, "")}`;
  return {
    incident,
    events,
    policy: setting.policy,
    links: { issue: incident.opened.issue ? url : null, room: null },
    fault: null,
  };
}

const read = {
  words: 400,
  parts: ["timeline", "cause", "lessons", "factors", "luck"] as const,
  authors: ["bo"],
  approvedBy: ["dee"],
};

const points = ["verified", "no-cause", "action", "next", "read"];

/** One incident in which everything was done, with traces of it. `lead` leads; `from` says how it came. */
export function exemplary(
  ref: string,
  began: Date,
  { lead = ada, from = "alert", more = [] }: { lead?: Person; from?: "alert" | "report"; more?: Step[] } = {},
): RecordedIncident {
  const signal = {
    key: `alertmanager:${ref}`,
    title: "A signer of the vault contract is gone",
    state: "firing" as const,
    startedAt: new Date(began.getTime() - 2 * minuteMs).toISOString(),
    url: null,
  };
  const source = { kind: from, ref: ref, url: null, name: null, foundBy: "monitoring" } as const;
  const steps: Step[] = [
    ...(from === "report"
      ? [[2, { do: "change-severity", level: "P1", reason: "users cannot withdraw" }, lead] as Step]
      : [
          [2, { do: "change-severity", level: "P0", reason: "funds may be at risk" }, lead] as Step,
          [2.5, { do: "change-severity", level: "P1", reason: "funds are safe" }, lead] as Step,
        ]),
    [3, { do: "take-role", role: "commander" }, lead],
    [4, { do: "take-role", role: "communications" }, cy],
    [5, { do: "set-kind", kind: "keys" }, lead],
    [5, { do: "open-runbook", runbook: "key-compromise" }, lead],
    [6, { do: "update", text: `we look into ${ref}` }, cy],
    [7, { do: "call", whom: "decision-makers", reason: "the pause costs money" }, lead],
    [8, { do: "answer-call", call: "C1", who: null }, dee],
    [
      9,
      {
        do: "note",
        text: `the signer of ${ref} went silent`,
        saidBy: null,
        saidAt: null,
        url: null,
        attachments: [],
      },
      bo,
    ],
    [
      10,
      {
        do: "draft-public",
        where: "Status",
        template: "first",
        blocks: [],
        text: "Withdrawals are slow.",
        nextUpdate: "1h",
      },
      cy,
    ],
    [11, { do: "approve-public", draft: "D1", points }, dee],
    [12, { do: "publish-public", draft: "D1" }, cy],
    [13, { do: "request-hotfix" }, lead],
    [14, { do: "record-packet", to: "seal-911", note: "told them of the signer" }, dee],
    [15, { do: "find-root-cause", text: "a key was on a laptop" }, bo],
    [16, { do: "mitigate", what: `rotated the key of ${ref}`, verified: "transfers go through" }, bo],
    [
      30,
      {
        do: "draft-public",
        where: "Status",
        template: "last",
        blocks: [],
        text: "Withdrawals work again.",
        nextUpdate: "none",
      },
      cy,
    ],
    [31, { do: "approve-public", draft: "D2", points }, dee],
    [32, { do: "publish-public", draft: "D2" }, cy],
    ...more,
    [40, { do: "resolve", summary: `the key of ${ref} is rotated and guarded` }, lead],
    [
      dayMin,
      {
        do: "add-action",
        text: `Rewrite the Key compromise runbook after ${ref}`,
        owner: bo,
        due: "20d",
        kind: "runbook",
      },
      ivy,
    ],
    [
      dayMin + 1,
      {
        do: "add-action",
        text: `Alert on silent signers after ${ref}`,
        owner: bo,
        due: "20d",
        kind: "alert",
      },
      bo,
    ],
    [
      dayMin + 2,
      {
        do: "give-feedback",
        question: "detection",
        answer: "no, it was quick",
        action: null,
        owner: null,
        due: null,
      },
      lead,
    ],
    [
      dayMin + 3,
      {
        do: "give-feedback",
        question: "response",
        answer: "no, all was clear",
        action: null,
        owner: null,
        due: null,
      },
      lead,
    ],
    [
      dayMin + 4,
      {
        do: "schedule-meeting",
        at: new Date(began.getTime() + 3 * 86_400_000).toISOString().slice(0, 16).replace("T", " "),
        facilitator: ivy,
        attendees: "ada, bo",
      },
      lead,
    ],
    [
      dayMin + 5,
      {
        type: "postmortem-published",
        url: `https://github.com/acme/protocol/blob/main/${ref}.md`,
        read: { ...read, parts: [...read.parts] },
      },
      bo,
    ],
    [
      dayMin + 90,
      {
        do: "hold-meeting",
        attendees: "ada, bo, two users of the community",
        points: "we talked over how keys are kept and who watches them",
      },
      lead,
    ],
    [
      9 * dayMin,
      {
        do: "note-work",
        work: {
          is: "pull",
          number: 100 + Number(ref.replace(/\D/g, "")),
          title: `What ${ref} taught`,
          url: `https://github.com/acme/protocol/pull/${ref.replace(/\D/g, "")}`,
          state: "merged",
          branch: "lesson",
          mergedAs: `merge-${ref}`,
          isHotfix: false,
          reverts: null,
          at: new Date(began.getTime() + 9 * 86_400_000).toISOString(),
        },
      },
      by(bo, { via: "github" }),
    ],
    [9 * dayMin + 1, { do: "complete-action", action: "A1" }, bo],
    [9 * dayMin + 2, { do: "complete-action", action: "A2" }, bo],
  ];
  const told = tell(ref, began, {
    by:
      from === "report"
        ? by(eve, { isResponder: false })
        : by({ name: "Alertmanager", discord: null, github: null }, { via: "alert" }),
    declaration: {
      source,
      level: from === "report" ? null : "P1",
      signals: from === "report" ? [] : [signal],
    },
    steps,
  });
  return ticked(told, began);
}

/** Every step that people tick, with words of its own, while it went on or just after. */
export function ticked(told: RecordedIncident, began: Date): RecordedIncident {
  let story: Story = { incident: told.incident, events: [...told.events] };
  const open = tickable({ incident: story.incident, policy: told.policy }).filter(
    ({ standing }) => standing.is === "open",
  );
  for (const [index, { step }] of open.entries()) {
    const when = new Date(began.getTime() + (10 * dayMin + index) * minuteMs);
    const note = `done by hand, number ${index} of ${told.incident.ref}`;
    story = record(story, [{ type: "step-ticked", step: step.id, text: step.text, note }], by(ada), when);
  }
  return { ...told, incident: story.incident, events: story.events };
}

/** A drill that two people carried through. */
export function aDrill(ref: string, began: Date, scenario: string): RecordedIncident {
  return tell(ref, began, {
    declaration: { title: scenario, isDrill: true },
    steps: [
      [1, { do: "take-role", role: "commander" }, ada],
      [2, { do: "update", text: `we practise ${scenario}` }, ada],
      [
        5,
        { do: "note", text: "the key is gone", saidBy: null, saidAt: null, url: null, attachments: [] },
        bo,
      ],
      [20, { do: "mitigate", what: "paused", verified: "nothing moves" }, bo],
      [40, { do: "resolve", summary: "practice is over" }, ada],
      [
        41,
        { do: "add-action", text: "Print the signers' numbers", owner: bo, due: "10d", kind: "control" },
        ada,
      ],
      [
        2 * dayMin,
        {
          type: "action-done",
          action: "A1",
          said: {
            at: began.toISOString(),
            where: "issue",
            url: "https://github.com/acme/protocol/issues/900",
          },
        },
        by(bo, { via: "github" }),
      ],
    ],
  });
}

/** Small, and told to everybody all the same. */
export function nearMiss(ref: string, began: Date): RecordedIncident {
  const told = tell(ref, began, {
    declaration: { level: "P2" },
    steps: [
      [2, { do: "take-role", role: "commander" }, ada],
      [3, { do: "set-kind", kind: "keys" }, ada],
      [3, { do: "set-found-by", how: "team", ref: null }, ada],
      [4, { do: "update", text: `a key of the ${subjectOf(ref)} was nearly lost` }, ada],
      [
        9,
        { do: "note", text: "it lay in a drawer", saidBy: null, saidAt: null, url: null, attachments: [] },
        bo,
      ],
      [20, { do: "resolve", summary: "it is in the safe again" }, ada],
      [
        dayMin,
        { do: "add-action", text: "Count the keys each week", owner: bo, due: "20d", kind: "control" },
        bo,
      ],
      [
        dayMin + 2,
        {
          do: "complete-action",
          action: "A1",
          said: {
            at: new Date(began.getTime() + 2 * 86_400_000).toISOString(),
            where: "issue",
            url: "https://github.com/acme/protocol/issues/901",
          },
        },
        by(bo, { via: "github" }),
      ],
      [
        dayMin + 5,
        {
          type: "postmortem-published",
          url: "https://github.com/acme/protocol/blob/main/near.md",
          read: { ...read, parts: [...read.parts] },
        },
        bo,
      ],
    ],
  });
  return ticked(told, began);
}

/** A year of a team that does everything. */
export function exemplaryTeam(): MaturityRecord {
  const leads = [ada, bo, hal];
  const incidents = Array.from({ length: 9 }, (_, index) =>
    exemplary(`INC-${index + 1}`, daysAgo(340 - index * 36, [2, 10, 18][index % 3]), {
      lead: leads[index % 3] ?? ada,
      from: index % 3 === 2 ? "report" : "alert",
      more:
        index === 1 || index === 2
          ? [[39, { do: "link-recurrence", of: { id: "id-INC-1", ref: "INC-1" }, asked: "INC-1" }]]
          : [],
    }),
  );
  const unforced = nearMiss("INC-11", daysAgo(60));
  const drills = ["Lost signer", "Poisoned package", "Stolen domain", "Drained pool"].map((scenario, index) =>
    aDrill(`INC-${index + 20}`, daysAgo(300 - index * 70), scenario),
  );
  return aRecord([...incidents, unforced, ...drills]);
}

export function aRecord(incidents: readonly RecordedIncident[]): MaturityRecord {
  return {
    incidents,
    policies: [
      { policy: team.policy, version: "v0", commit: null, loadedAt: daysAgo(500) },
      { policy: team.policy, version: "v1", commit: "merge-INC-2", loadedAt: daysAgo(280) },
      { policy: team.policy, version: "v2", commit: "merge-INC-5", loadedAt: daysAgo(180) },
    ],
    rota: ["ada", "hal"],
    checkpoints: 12,
    attestations: [],
    people: [ada, bo, cy, dee, eve, hal, ivy],
    unread: 0,
  };
}

/** The record with every event changed, or left out where null comes back. Each incident is folded anew. */
export function retold(
  record: MaturityRecord,
  change: (event: IncidentEvent, one: RecordedIncident) => IncidentEvent | null,
): MaturityRecord {
  const incidents = record.incidents.map((one) => {
    let fold: Incident | null = null;
    const events = one.events
      .flatMap((event) => change(event, one) ?? [])
      .map((event, index) => ({ ...event, seq: index + 1 }));
    for (const event of events) fold = evolve(fold, event);
    return fold === null ? one : { ...one, events, incident: fold };
  });
  return { ...record, incidents };
}

/** The record under another policy, from its beginning. */
export function ruledBy(record: MaturityRecord, change: (policy: Policy) => Policy): MaturityRecord {
  return {
    ...record,
    incidents: record.incidents.map((one) => ({ ...one, policy: change(one.policy) })),
    policies: record.policies.map((one) => ({ ...one, policy: change(one.policy) })),
  };
}
