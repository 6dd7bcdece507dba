import { everybody, mayKnow, publicationAt, publicationsOf, type Incident } from "@muster/incident";
import type { Policy } from "@muster/policy";

/*
 * What the public may read here: words that people wrote for it, approved by name and published, and nothing beside them. No title, no
 * severity, no status of an incident: the public knows it by its notices.
 */

export type PublicNotice = { at: string; text: string };

export type PublicIncident = {
  /** The incident's own id, which is drawn and tells nothing. */
  id: string;
  /** The newest first. */
  notices: PublicNotice[];
  /** A notice said that it is over. */
  isOver: boolean;
};

/** The page is no archive. */
const shownMax = 50;

/** Those that the public was told of, the one that was told of last in front. `policy` is the one in force: a team decides anew what its page shows. */
export function publicIncidents(incidents: readonly Incident[], policy: Policy): PublicIncident[] {
  return incidents
    .filter(({ isDrill }) => !isDrill)
    .map((incident) => tell(incident, policy))
    .filter(({ notices }) => notices.length > 0)
    .toSorted((a, b) => compare(b.notices[0]!.at, a.notices[0]!.at) || compare(a.id, b.id)) // Each has a notice.
    .slice(0, shownMax);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function tell(incident: Incident, policy: Policy): PublicIncident {
  const { id, disclosure } = incident;
  const published = mayKnow(incident, everybody)
    ? publicationsOf(incident).filter(
        ({ where, approvedBy }) => approvedBy !== null && isForAll(policy, where),
      )
    : [];
  const disclosed =
    disclosure?.disclosedAt == null
      ? []
      : [{ at: disclosure.disclosedAt, text: disclosure.text, isLast: true }];
  const all = [...published, ...disclosed].toSorted((a, b) => compare(b.at, a.at));
  return {
    id,
    // The same words go to several places, one after the other.
    notices: all
      .filter(({ text }, at) => all.findLastIndex((other) => other.text === text) === at)
      .map(({ at, text }) => ({ at, text })),
    isOver: all[0]?.isLast ?? false,
  };
}

/** Whether everybody reads there. A list of partners or an e-mail to those affected is not for the page. */
function isForAll(policy: Policy, where: string): boolean {
  const { kind, statusPage } = publicationAt(policy, where);
  return statusPage ?? kind !== "copy";
}
