import type { Incident } from "../incident.ts";
import type { Person } from "../person.ts";
import type { PublicDraft, PublicationKind } from "./vocabulary.ts";

export type DraftStatus = "drafted" | "approved" | "published" | "withdrawn";

export function statusOfDraft({ published, withdrawn, approval }: PublicDraft): DraftStatus {
  if (published !== null) return "published";
  if (withdrawn !== null) return "withdrawn";
  return approval === null ? "drafted" : "approved";
}

/** `D1`, and `D1.2` for its second text. */
export function labelOfDraft({ id, version }: Pick<PublicDraft, "id" | "version">): string {
  return version === 1 ? id : `${id}.${version}`;
}

/** Drafts on which something is still to be done. */
export function openDrafts({ comms }: Incident): PublicDraft[] {
  return comms.drafts.filter(({ published, withdrawn }) => published === null && withdrawn === null);
}

export function publishedAt(incident: Incident, where: string): PublicDraft[] {
  return incident.comms.drafts.filter((draft) => draft.where === where && draft.published !== null);
}

/** The newest notice at a place; null when nothing is out there. */
export function newestAt(incident: Incident, where: string): PublicDraft | null {
  return publishedAt(incident, where).reduce<PublicDraft | null>(
    (newest, draft) =>
      newest === null || (draft.published?.at ?? "") >= (newest.published?.at ?? "") ? draft : newest,
    null,
  );
}

export type Publication = {
  draft: string;
  where: string;
  kind: PublicationKind;
  at: string;
  by: Person;
  approvedBy: Person | null;
  text: string;
  isLast: boolean;
  /** Where it can be read, or how it was sent; null for what Muster posts itself, which the surface knows. */
  url: string | null;
  reached: number | null;
};

/** Everything that was told to the public, in the order in which it went out: the documents' "communications sent". */
export function publicationsOf({ comms }: Pick<Incident, "comms">): Publication[] {
  return comms.drafts
    .flatMap(({ id, where, kind, text, isLast, approval, published }): Publication[] =>
      published === null
        ? []
        : [
            {
              draft: id,
              where,
              kind,
              at: published.at,
              by: published.by,
              approvedBy: approval?.by ?? null,
              text,
              isLast,
              url: published.url,
              reached: published.reached,
            },
          ],
    )
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
