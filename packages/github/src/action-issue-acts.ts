import { isSamePerson, type ActionItem, type Command, type Person, type Said } from "@muster/incident";
import { actionIssueTitle, dueInBody, textOfTitle } from "@muster/templates";
import type { ActionIssue } from "./action-issue-memory.ts";
import type { Edit } from "./intake/intent.ts";
import { has } from "./views/action-issue.ts";

/** An item's own issue as GitHub shows it now. */
export type SeenActionIssue = Pick<
  ActionIssue,
  "title" | "body" | "state" | "reason" | "assignees" | "milestoneDue"
>;

export type Deed = { did: "closed" | "reopened"; reason: string | null; at: string };

type About = {
  ref: string;
  item: ActionItem;
  /** The owner's login, as far as anybody knows it. */
  ownerLogin: string | null;
  personOf: (login: string) => Person;
  /** When the issue was changed, by the news or by the look at it; in whole seconds, as GitHub counts. */
  at: string;
  /** What the news are of. Whatever else is otherwise than it was known was done before, and its own news may still come. */
  about: "text" | "owner" | "date" | null;
  /** The texts before and after, where the news are of an edit. */
  edit: { title: Edit | null; body: Edit | null };
  /** That it was closed or opened then, if news of that led here. Whatever it is by now: the core weighs words by their time. */
  deed: Deed | null;
  /** Nobody told of anything, so the state itself says what was done. */
  isLook: boolean;
  closedAt: string | null;
  url: string;
};

export type ActionIssueAct =
  | { is: "order"; command: Command }
  /** Nobody is left on it; the item keeps its owner, and the person is told. */
  | { is: "nobody-left" };

/**
 * What people did on an item's own issue since it was last seen or written, as commands. News tell what was done and when. What else the
 * issue says otherwise than it was known counts from when it was known: its own news may come late, or not at all.
 */
export function actionIssueActs(known: ActionIssue, now: SeenActionIssue, about: About): ActionIssueAct[] {
  const { at, url, isLook } = about;
  const action = about.item.id;
  const saidAt = (then: string) => ({ at: then, where: "issue", url }) as const;
  const acts: ActionIssueAct[] = [];

  const deed = about.deed ?? (isLook ? deedSeen(known, now, about.closedAt ?? at) : null);
  if (deed !== null) {
    const said = saidAt(deed.at);
    if (deed.did === "reopened") acts.push(order({ do: "reopen-action", action, said }));
    else if (deed.reason === "not_planned")
      acts.push(order({ do: "move-action", action, status: "dropped", reason: null, said }));
    else acts.push(order({ do: "complete-action", action, said }));
  }
  // What the news are not of was not so yet when it was last known, and its own news tell the time.
  const said = (isOfThis: boolean) => saidAt(isLook || isOfThis ? at : (known.seenAt ?? at));
  const { title, body } = about.edit;
  if (title !== null) acts.push(...titleActs([title.from], title.to, about, saidAt(at)));
  if (body !== null) acts.push(...dueActs([body.from], body.to, about, saidAt(at)));
  // What stands there now may have been written by us since then, and be known; or it is what the item said before these news, and the
  // answer to our write was lost.
  const { item, ref } = about;
  const titles = [known.title, actionIssueTitle(ref, item), ...(title === null ? [] : [title.to])];
  acts.push(...titleActs(titles, now.title, about, said(title !== null)));
  if (dueInBody(now.body) !== item.due) {
    const bodies = [known.body, ...(body === null ? [] : [body.to])];
    acts.push(...dueActs(bodies, now.body, about, said(body !== null)));
  }

  const { milestoneDue } = now;
  if (milestoneDue !== null && milestoneDue !== known.milestoneDue)
    acts.push(
      order({ do: "schedule-action", action, due: milestoneDue, said: said(about.about === "date") }),
    );
  return [...acts, ...ownerActs(known, now, about, said(about.about === "owner"))];
}

const order = (command: Command): ActionIssueAct => ({ is: "order", command });

function titleActs(
  known: readonly string[],
  title: string,
  { ref, item }: About,
  said: Said,
): ActionIssueAct[] {
  const text = textOfTitle(ref, item.id, title);
  const isKnown = text === "" || known.some((one) => textOfTitle(ref, item.id, one) === text);
  return isKnown ? [] : [order({ do: "reword-action", action: item.id, text, said })];
}

function dueActs(known: readonly string[], body: string, { item }: About, said: Said): ActionIssueAct[] {
  const due = dueInBody(body);
  const isKnown = due === null || known.some((one) => dueInBody(one) === due);
  return isKnown ? [] : [order({ do: "schedule-action", action: item.id, due, said })];
}

function deedSeen(known: ActionIssue, now: SeenActionIssue, at: string): Deed | null {
  if (now.state === known.state && (now.state === "open" || now.reason === known.reason)) return null;
  return { did: now.state === "closed" ? "closed" : "reopened", reason: now.reason, at };
}

/** Whoever is assigned beside the owner helps. Whoever is assigned instead of the owner is the owner. */
function ownerActs(
  known: ActionIssue,
  now: SeenActionIssue,
  { item, ownerLogin, personOf }: About,
  said: Said,
): ActionIssueAct[] {
  const isSame =
    known.assignees.length === now.assignees.length &&
    known.assignees.every((login) => has(now.assignees, login));
  if (isSame || (ownerLogin !== null && has(now.assignees, ownerLogin))) return [];
  const login = now.assignees.find((one) => !has(known.assignees, one)) ?? now.assignees[0];
  if (login === undefined) return [{ is: "nobody-left" }];
  const owner = personOf(login);
  if (isSamePerson(owner, item.owner)) return [];
  return [order({ do: "assign-action", action: item.id, owner, said })];
}
