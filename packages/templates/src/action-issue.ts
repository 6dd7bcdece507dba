import { actionStatus, actionStatusWords, type ActionItem, type Incident } from "@muster/incident";
import { writeBlock, readBlock } from "./managed-block.ts";
import { inline, link, plain } from "./neutralise.ts";

/** GitHub refuses a longer title. */
const titleMax = 256;
/** Our part's name in the body of an item's own issue. */
export const actionIssueBlock = "action";

/** Hidden in the body of an item's own issue, so that it can be found again. The incident's issue has other marks. */
export const actionIssueMark = (ref: string, id: string): string =>
  `<!-- muster:action-issue=${ref}/${id} -->`;

/** The item that an issue is of, by its body; null for other issues. */
export function readActionIssueMark(body: string): { ref: string; id: string } | null {
  const found = /<!-- muster:action-issue=([A-Z]+-\d+)\/(A\d+) -->/.exec(body);
  return found === null ? null : { ref: found[1]!, id: found[2]! };
}

/** `INC-1/A1: check return values`. */
export function actionIssueTitle(ref: string, { id, text }: Pick<ActionItem, "id" | "text">): string {
  const title = `${ref}/${id}: ${plain(text)}`;
  return title.length <= titleMax
    ? title
    : `${title
        .slice(0, titleMax - 1)
        .toWellFormed()
        .replace(/\ufffd$/, "")}…`;
}

/** What a title says is to be done: people may take our prefix away, or leave it. */
export function textOfTitle(ref: string, id: string, title: string): string {
  const text = title.trim();
  const prefix = `${ref}/${id}`;
  if (!text.toUpperCase().startsWith(prefix)) return text;
  return text.slice(prefix.length).replace(/^[\s:–—-]+/, "");
}

export type ActionIssueView = {
  incident: Pick<Incident, "ref" | "title">;
  item: ActionItem;
  /** The incident's own issue. */
  url: string | null;
  /** GitHub did not take the owner as assignee, or nobody knows their login. */
  isUnassigned: boolean;
};

/** The body as people left it, with our part as it shall be now. Where our marks are broken it is left as it is. */
export function actionIssueBody(theirs: string, view: ActionIssueView): string {
  const put = writeBlock(theirs, { name: actionIssueBlock, text: render(view), isAppended: true });
  return put.ok ? put.value : theirs;
}

/** The due date that our part of a body shows, so that one that people wrote there is heard; null when there is none. */
export function dueInBody(body: string): string | null {
  const block = readBlock(body, actionIssueBlock);
  if (!block.ok) return null;
  return /^- \*\*Due:\*\*[ \t]*(\S+)/m.exec(block.value.text)?.[1] ?? null;
}

function render({ incident, item, url, isUnassigned }: ActionIssueView): string {
  const { id, owner, due, kind, why, gate } = item;
  const status = actionStatus(item);
  return [
    actionIssueMark(incident.ref, id),
    [
      `- **Incident:** ${link(incident.ref, url)}, ${inline(incident.title)}`,
      `- **Owner:** ${inline(owner.name)}${isUnassigned ? " (not known on GitHub by a login that can be assigned here)" : ""}`,
      `- **Due:** ${due}`,
      `- **Status:** ${actionStatusWords[status]}${why === undefined ? "" : `: ${inline(why)}`}`,
      ...(kind === undefined ? [] : [`- **Kind:** ${kind}`]),
      ...(gate === true ? ["- **Releases** wait while this is overdue."] : []),
    ].join("\n"),
    "Close it when it is done, or as not planned to drop it. Assign somebody else, change the title, write another date after “Due”, or set a milestone that has one: it follows in Discord, in the tracker and in the postmortem.",
  ].join("\n\n");
}
