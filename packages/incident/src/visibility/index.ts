import { no, yes } from "@muster/kernel";
import type { NextStep, Part, View } from "../feature.ts";
import { limits } from "../limits.ts";
import { applyVisibility, withAccess } from "./apply.ts";
import { askAccess, askedBy, give, lift, takeAway } from "./decide.ts";
import { isAmong, membersOf, without } from "./members.ts";
import { restrictedLater } from "./restriction.ts";
import type { Showing, VisibilityCommand, VisibilityEvent, VisibilityRefusal } from "./vocabulary.ts";

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
  apply: applyVisibility,
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
    "access-given": "unless-said-there",
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
