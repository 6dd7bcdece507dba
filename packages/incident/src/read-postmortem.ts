/** Parts of a postmortem that its reader looks for. */
export const postmortemParts = ["timeline", "cause", "lessons", "factors", "luck"] as const;
export type PostmortemPart = (typeof postmortemParts)[number];

/** What stood in the file when it was merged, as far as reading it can tell. A record of an older Muster has none. */
export type ReadPostmortem = {
  /** Words of people, without those of the template and of the record. */
  words: number;
  /** Parts in which somebody wrote something. */
  parts: PostmortemPart[];
  /** GitHub logins of the people who wrote in it; empty when only Muster did. */
  authors: string[];
  /** GitHub logins of those who approved it. */
  approvedBy: string[];
};
