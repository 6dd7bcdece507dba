import { no, yes } from "@muster/kernel";
import { findLevel } from "@muster/policy";
import type { Context, Decision, NextStep, Part, View } from "../feature.ts";
import { isInGroup } from "../groups.ts";
import type { Incident } from "../incident.ts";
import { limits } from "../limits.ts";
import { isSamePerson, type Actor, type Person } from "../person.ts";
import { leaderOf } from "../roles/holders.ts";
import { isAmong, membersOf, without } from "./members.ts";
import { audienceOf, mayKnow } from "./may-know.ts";
import { restrictedLater } from "./restriction.ts";
import type {
  AccessState,
  Showing,
  VisibilityCommand,
  VisibilityEvent,
  VisibilityRefusal,
} from "./vocabulary.ts";

type Of<Name extends VisibilityCommand["do"]> = Extract<VisibilityCommand, { do: Name }>;

const always = ["open", "mitigated", "resolved", "closed", "dismissed", "merged"] as const;
const reason = ({ reason: text }: { reason: string }) => [{ field: "reason", text, max: limits.reason }];
const optionalReason = ({ reason: text }: { reason: string | null }) =>
  text === null ? [] : [{ field: "reason", text, max: limits.reason }];

/** Where it could be read, as the timeline and people say it. */
export const showingWords: Record<Showing, string> = {
  room: "in this room, by every responder",
  "ops-alerts": "in the alerts channel",
  issue: "in its issue on GitHub",
  "hotfix-branch": "as the name of a branch",
  postmortem: "in a pull request",
  tracker: "in the plan tracker",
  notices: "in public notices",
};

/** Who may know that an incident exists, and who is in its room. */
export const visibility: Part<VisibilityCommand, VisibilityEvent, VisibilityRefusal, never> = {
  allowed: {
    restrict: always,
    "lift-restriction": always,
    "give-access": always,
    "take-access": always,
    "ask-access": always,
    "grant-access": always,
    "refuse-access": always,
    "stop-filing": always,
  },
  openToTheNamed: ["ask-access"],
  texts: {
    restrict: reason,
    "lift-restriction": reason,
    "give-access": optionalReason,
    "take-access": reason,
    "ask-access": reason,
    "grant-access": () => [],
    "refuse-access": () => [],
    "stop-filing": () => [],
  },
  decide: {
    restrict: (incident, { reason: why }, { setting }) =>
      incident.restricted === null
        ? yes([restrictedLater(incident, { why: why.trim(), isByPolicy: false, policy: setting.policy })])
        : no({ because: "restricted-already" }),
    "lift-restriction": lift,
    "give-access": (incident, { to, reason: why }, { actor }) => give(incident, to, why, actor),
    "take-access": takeAway,
    "ask-access": askAccess,
    "grant-access": (incident, { who }, { actor }) => {
      const asked = askedBy(incident, who);
      return asked === null ? no({ because: "nobody-asked" }) : give(incident, asked, null, actor);
    },
    "refuse-access": (incident, { who }) => {
      const asked = askedBy(incident, who);
      return yes(asked === null ? [] : [{ type: "access-refused", who: asked }]);
    },
    "stop-filing": (incident, { repo }) =>
      yes(
        incident.restricted === null || incident.access.stoppedAt === repo
          ? []
          : [{ type: "filing-stopped", repo }],
      ),
  },
  apply: {
    restricted: (incident, event) => {
      const { why, at, by, fromStart, opensIssue, tellsOps, always: permanent, kept, shown } = event;
      const { opened } = incident;
      return {
        ...withAccess(incident, {
          always: permanent,
          kept,
          shown,
          shownSince: shown.length === 0 ? null : event.shownSince,
        }),
        restricted: { since: at, why, by },
        opened: {
          channel: true,
          opsAlerts: (!fromStart && opened.opsAlerts) || tellsOps,
          issue: (!fromStart && opened.issue) || opensIssue,
        },
      };
    },
    "restriction-lifted": (incident, { opens }) => ({
      ...withAccess(incident, {
        asked: [],
        lifted: [...incident.access.lifted, incident.restricted?.why ?? ""],
      }),
      restricted: null,
      opened: {
        channel: incident.opened.channel,
        opsAlerts: incident.opened.opsAlerts || opens.opsAlerts,
        issue: incident.opened.issue || opens.issue,
      },
    }),
    "access-given": (incident, { to }) =>
      withAccess(incident, {
        invited: [...without(incident.access.invited, to), to],
        removed: without(incident.access.removed, to),
        asked: incident.access.asked.filter(({ who }) => !isSamePerson(who, to)),
      }),
    "access-taken": (incident, { from }) =>
      withAccess(incident, {
        invited: without(incident.access.invited, from),
        removed: [...without(incident.access.removed, from), from],
      }),
    "access-asked": (incident, { who, reason: why, at }) =>
      withAccess(incident, { asked: [...incident.access.asked, { who, reason: why, at }] }),
    "access-refused": (incident, { who }) =>
      withAccess(incident, {
        asked: incident.access.asked.filter((one) => !isSamePerson(one.who, who)),
      }),
    "filing-stopped": (incident, { repo }) => withAccess(incident, { stoppedAt: repo }),
  },
  // Whoever is given something to do is wanted again.
  hears: (incident, event) =>
    (event.type === "role-offered" || event.type === "task-given") &&
    isAmong(incident.access.removed, event.to)
      ? withAccess(incident, { removed: without(incident.access.removed, event.to) })
      : incident,
  tell: {
    restricted: ({ why, shown }) => ({
      kind: "access",
      text:
        shown.length === 0
          ? `Restricted to those named, because ${why}`
          : `Restricted to those named, because ${why}. Until now it could be read ${shown.map((where) => showingWords[where]).join(", ")}`,
    }),
    "restriction-lifted": ({ reason: why }) => ({
      kind: "access",
      text: `Not restricted any more, because ${why}`,
    }),
    "access-given": ({ to, reason: why, hadAsked }) => ({
      kind: "access",
      text: `${to.name} was let in${hadAsked ? ", as they asked" : ""}${why === null ? "" : `, because ${why}`}`,
    }),
    "access-taken": ({ from, reason: why }) => ({
      kind: "access",
      text: `${from.name} was taken out, because ${why}`,
    }),
    "access-asked": ({ who, reason: why }) => ({
      kind: "access",
      text: `${who.name} asks to be let in: ${why}`,
    }),
    "access-refused": ({ who }) => ({ kind: "access", text: `${who.name} is not let in for now` }),
    "filing-stopped": ({ repo }) => ({
      kind: "access",
      text: `${repo} is public now: nothing more is filed there`,
    }),
  },
  hearing: {
    restricted: "from-the-start",
    "restriction-lifted": "unless-said-there",
    "access-given": "always",
    "access-taken": "unless-said-there",
    "access-asked": "always",
    "access-refused": "unless-said-there",
    "filing-stopped": "always",
  },
  explain: {
    "restricted-already": () => "This incident is restricted already. Who can see it: /access who",
    "not-restricted": () =>
      "This incident is not restricted: every responder can see it. To close it: /access restrict",
    "lift-by-deciders": ({ group }) =>
      `Whoever leads, or somebody of ${group}, decides that everybody may know. Ask one of them to use /access open.`,
    "nobody-asked": () =>
      "That person does not ask to be let in any more. To let somebody in: /access invite",
    "not-in": ({ name }) => `${name} cannot see this incident anyway. Who can: /access who`,
    "not-named": () =>
      "This incident is restricted, and you are not among those whom it names. Somebody who is can let you in, in its room: /access invite.",
    "not-declared-here": () =>
      "Nothing is declared from this repository. To declare something that only those named may know of, in Discord: /access declare.",
    "across-restriction": ({ open }) =>
      `One of the two is restricted and ${open} is not, so neither may name the other. Restrict ${open} as well (/access restrict in it), or open the other (/access open).`,
  },
  remind: {},
  timers: () => [],
  fire: {},
  nextSteps,
};

function lift(
  incident: Incident,
  { reason: why }: Of<"lift-restriction">,
  { actor, setting: { policy } }: Context,
): Decision {
  if (incident.restricted === null) return no({ because: "not-restricted" });
  const { decisionMakers } = policy;
  const leader = leaderOf(incident, policy);
  const leads = leader !== null && isSamePerson(leader, actor.person);
  if (decisionMakers !== null && !leads && !isInGroup(policy, decisionMakers, actor))
    return no({
      because: "lift-by-deciders",
      group: policy.groups[decisionMakers]?.name ?? decisionMakers,
    });
  const level = incident.severity === null ? null : findLevel(policy, incident.severity.levelId);
  const { opsAlerts, issue } = level?.opens ?? { opsAlerts: true, issue: false };
  return yes([{ type: "restriction-lifted", reason: why.trim(), opens: { opsAlerts, issue } }]);
}

function give(incident: Incident, to: Person, why: string | null, actor: Actor): Decision {
  const isOutsider = to.discord !== null && actor.outsiders?.includes(to.discord) === true;
  const canSee =
    incident.restricted === null
      ? !isOutsider || isAmong(incident.access.invited, to) || isAmong(incident.response.guests, to)
      : mayKnow(incident, { is: "person", person: to, groups: [] });
  if (canSee && !isAmong(incident.access.removed, to)) return yes([]);
  const hadAsked = incident.access.asked.some(({ who }) => isSamePerson(who, to));
  const because = why?.trim() ?? "";
  return yes([{ type: "access-given", to, reason: because === "" ? null : because, hadAsked }]);
}

function takeAway(incident: Incident, { from, reason: why }: Of<"take-access">): Decision {
  const isIn =
    incident.restricted === null
      ? isAmong(incident.access.invited, from) || isAmong(incident.response.guests, from)
      : isAmong(membersOf(incident).people, from);
  if (!isIn) return no({ because: "not-in", name: from.name });
  return yes([{ type: "access-taken", from, reason: why.trim() }]);
}

/** Says the same whatever there is: an order that changes nothing is no refusal. */
function askAccess(incident: Incident, { reason: why }: Of<"ask-access">, { actor }: Context): Decision {
  const { person } = actor;
  const waits = incident.access.asked.some(({ who }) => isSamePerson(who, person));
  if (incident.restricted === null || waits || mayKnow(incident, audienceOf(actor))) return yes([]);
  return yes([{ type: "access-asked", who: person, reason: why.trim() }]);
}

function askedBy(incident: Incident, discord: string): Person | null {
  return incident.access.asked.find(({ who }) => who.discord === discord)?.who ?? null;
}

function nextSteps({ incident }: View): NextStep[] {
  if (incident.restricted === null) return [];
  const { people, groups } = membersOf(incident);
  const waiting = incident.access.asked.map(({ who }) => who.name);
  const steps: string[] = [
    ...(waiting.length === 0
      ? []
      : [`${waiting.join(", ")} asked to be let in: answer under the question, or /access invite.`]),
    ...(people.length <= 1 && groups.length === 0
      ? ["Nobody but you can see this. Let in who is needed: /access invite."]
      : []),
  ];
  return steps.map((text) => ({ when: "now", text, staysInside: true }));
}

function withAccess(incident: Incident, change: Partial<AccessState>): Incident {
  return { ...incident, access: { ...incident.access, ...change } };
}
