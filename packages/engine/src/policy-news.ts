import { createHash } from "node:crypto";
import type { NewErrand, PolicyNews } from "@muster/incident";
import { sayProblem } from "@muster/policy";
import type { Document } from "@muster/store";

/** What a message in #ops-alerts can hold; the doctor lists all. */
const problemsShown = 5;

type Change = { workspaceId: string; errand: NewErrand };

/**
 * What people must hear when the policy file goes from `before` to `after` (null: it is not there): that it cannot be used, once for each
 * such state, and that it is usable again. Null when there is nothing to tell.
 */
export function policyNews(
  before: Document | null,
  after: Document | null,
  commit: string | null,
  now: Date,
): Change | null {
  const workspaceId = (after ?? before)?.workspaceId;
  const [was, is] = [faultsOf(before), faultsOf(after)];
  if (workspaceId === undefined || digest(before) === digest(after)) return null;
  if (is.length === 0 && was.length === 0) return null;
  const news: PolicyNews = {
    is: is.length > 0 ? "broken" : "mended",
    commit,
    problems: is.slice(0, problemsShown),
    problemCount: is.length,
  };
  const key = `policy:${news.is}:${commit ?? "?"}:${digest(after)}:${now.toISOString()}`;
  return {
    workspaceId,
    errand: { key, errand: { do: "tell-policy", news }, line: "policy" },
  };
}

const faultsOf = (document: Document | null): string[] =>
  (document?.problems ?? []).filter(({ isWarning }) => !isWarning).map(sayProblem);

/** What was said and what is wrong with it. Another commit with the same text is no news. */
function digest(document: Document | null): string {
  const said = document === null ? null : [document.content, document.unreadable, faultsOf(document)];
  return createHash("sha256").update(JSON.stringify(said)).digest("hex").slice(0, 12);
}
