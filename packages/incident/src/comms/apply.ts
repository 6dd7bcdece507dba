import type { Part } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isSamePerson, type Person } from "../person.ts";
import { withDowntime } from "./downtime.ts";
import type { CommsCommand, CommsEvent, CommsRefusal, CommsReminder, PublicDraft } from "./vocabulary.ts";

type CommsPart = Part<CommsCommand, CommsEvent, CommsRefusal, CommsReminder>;

/** The incident after something happened to words for the public. */
export const apply: CommsPart["apply"] = {
  "public-drafted": (incident, { draft: id, where, kind, template, text, nextUpdateAt, isLast, by, at }) => ({
    ...incident,
    comms: {
      ...incident.comms,
      drafts: [
        ...incident.comms.drafts,
        {
          id,
          version: 1,
          where,
          kind,
          template,
          text,
          nextUpdateAt,
          isLast,
          mention: "nobody",
          authors: [by],
          at,
          approval: null,
          confirmed: [],
          rejection: null,
          published: null,
          withdrawn: null,
        },
      ],
    },
  }),
  "public-edited": (incident, { draft, version, text, nextUpdateAt, isLast, by, at }) =>
    withDraft(incident, draft, (known) => ({
      ...known,
      version,
      text,
      nextUpdateAt,
      isLast,
      at,
      authors: withAuthor(known.authors, by),
      approval: null,
      confirmed: [],
      rejection: null,
    })),
  // The words stay whose they are: whoever chose the ping wrote nothing.
  "public-mention-set": (incident, { draft, version, whom }) =>
    withDraft(incident, draft, (known) => ({ ...known, version, mention: whom, approval: null })),
  "claim-confirmed": (incident, { draft, claim, basis, by, at }) =>
    withDraft(incident, draft, (known) => ({
      ...known,
      confirmed: [...known.confirmed, { claim, by, at, basis }],
    })),
  "public-approved": (incident, { draft, version, text, points, by, at }) =>
    withDraft(incident, draft, (known) => ({
      ...known,
      approval: { version, text, by, at, points },
      rejection: null,
    })),
  "public-rejected": (incident, { draft, reason, by, at }) =>
    withDraft(incident, draft, (known) => ({ ...known, approval: null, rejection: { by, at, reason } })),
  "public-published": (incident, { draft, url, reached, opensThread: hasThread, by, at }) =>
    withDraft(incident, draft, (known) => ({ ...known, published: { by, at, url, reached, hasThread } })),
  "publication-recorded": (incident, { draft, url, reached }) =>
    withDraft(incident, draft, (known) =>
      known.published === null
        ? known
        : {
            ...known,
            published: {
              ...known.published,
              url: url ?? known.published.url,
              reached: reached ?? known.published.reached,
            },
          },
    ),
  "public-withdrawn": (incident, { draft, reason, by, at }) =>
    withDraft(incident, draft, (known) => ({ ...known, approval: null, withdrawn: { by, at, reason } })),
  "downtime-told": (incident, { since, until }) => downtimeTold(incident, since, until),
  "sharing-decided": (incident, { share, redacted, reason, by, at }) => ({
    ...incident,
    comms: { ...incident.comms, report: { share, redacted, reason, by, at } },
  }),
};

function withDraft(incident: Incident, id: string, change: (draft: PublicDraft) => PublicDraft): Incident {
  const drafts = incident.comms.drafts.map((draft) => (draft.id === id ? change(draft) : draft));
  return { ...incident, comms: { ...incident.comms, drafts } };
}

function withAuthor(authors: Person[], by: Person): Person[] {
  return authors.some((author) => isSamePerson(author, by)) ? authors : [...authors, by];
}

/** What somebody says of the downtime replaces what was counted. Its beginning is when the harm began, unless something began earlier. */
function downtimeTold(incident: Incident, since: string | null, until: string | null): Incident {
  if (since === null) return withDowntime(incident, { is: "none", since: null, beforeMs: 0 });
  const spanMs = until === null ? 0 : new Date(until).getTime() - new Date(since).getTime();
  const told = withDowntime(
    incident,
    until === null && incident.status === "open"
      ? { is: "running", since, beforeMs: 0 }
      : { is: "over", since: null, beforeMs: until === null ? endedMs(incident, since) : spanMs },
  );
  const { started } = incident.anchors;
  if (started !== undefined && started.at <= since) return told;
  return {
    ...told,
    anchors: { ...told.anchors, started: { at: since, precision: "minute", basis: "estimate" } },
  };
}

/** Told after it was over: until the mitigation, as far as that is known. */
function endedMs(incident: Incident, since: string): number {
  const end = incident.anchors.mitigated?.at ?? incident.anchors.resolved?.at;
  return end === undefined ? 0 : Math.max(0, new Date(end).getTime() - new Date(since).getTime());
}
