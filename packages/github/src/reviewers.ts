import { holdersOf, isSamePerson, meetingOf, type Incident, type Person } from "@muster/incident";
import type { Policy } from "@muster/policy";

export type WantedReviewers = {
  /** GitHub logins, each once. */
  logins: string[];
  /** Slugs of teams. */
  teams: string[];
  /** Who cannot be asked, and why. */
  notAsked: { name: string; why: string }[];
};

/**
 * Whom the policy wants to read a postmortem: who responded, who leads the review, and whom it names. `people` are those whose ids
 * are known here. A drill asks nobody who did not take part in it.
 */
export function wantedReviewers(
  incident: Incident,
  policy: Policy,
  people: readonly Person[],
): WantedReviewers {
  const { reviewers } = policy.postmortem;
  const roles = Object.keys(incident.roles).filter(
    (role) => reviewers.responders || reviewers.roles.includes(role),
  );
  const responded = roles.flatMap((role) => holdersOf(incident, role).map(({ person }) => person));
  const facilitator = reviewers.facilitator ? (meetingOf(incident)?.facilitator ?? null) : null;
  const named = incident.isDrill
    ? []
    : [...reviewers.groups.flatMap((group) => policy.groups[group]?.people ?? []), ...reviewers.people].map(
        (name): Person => ({ name, discord: null, github: null, ...policy.people[name] }),
      );
  const all = [...responded, ...(facilitator === null ? [] : [facilitator]), ...named];
  const unique = all.filter(
    (person, index) => all.findIndex((other) => isSamePerson(person, other)) === index,
  );
  const known = unique.map((person) => ({ person, login: loginOf(person, people) }));
  const logins = known.flatMap(({ login }) => (login === null ? [] : [login]));
  return {
    logins: [...new Map(logins.map((login) => [login.toLowerCase(), login])).values()],
    teams: incident.isDrill ? [] : reviewers.teams,
    notAsked: [
      ...known
        .filter(({ login }) => login === null)
        .map(({ person }) => ({
          name: person.name,
          why: "whose GitHub login is not known; /link makes it known",
        })),
      ...ledByResponder(incident, policy, facilitator),
    ],
  };
}

/** The policy wants somebody to lead the review who held no role; who did is asked as a responder, and it is said. */
function ledByResponder(
  incident: Incident,
  policy: Policy,
  facilitator: Person | null,
): WantedReviewers["notAsked"] {
  if (!policy.aftercare.facilitatorRespondedNot || facilitator === null) return [];
  const responded = Object.keys(incident.roles).some((role) =>
    holdersOf(incident, role).some(({ person }) => isSamePerson(person, facilitator)),
  );
  return responded
    ? [
        {
          name: "an outsider to lead the review",
          why: `because ${facilitator.name} leads it and responded as well; the policy wants somebody else`,
        },
      ]
    : [];
}

function loginOf(person: Person, people: readonly Person[]): string | null {
  if (person.github !== null) return person.github;
  const same = people.find((other) =>
    person.discord === null ? other.name === person.name : other.discord === person.discord,
  );
  return same?.github ?? null;
}
