import { isSamePerson, type ActionItem, type Command, type Person } from "@muster/incident";
import { dueInBody, textOfTitle } from "@muster/templates";
import type { ActionIssue } from "./action-issue-memory.ts";
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
  /** When people meant it: GitHub says when an issue was last changed, in whole seconds. */
  at: string;
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
 * What people did on an item's own issue since it was last seen or written, as commands. Closing and opening count by when they were done,
 * everything else by what the issue says now: news may come late, twice or not at all.
 */
export function actionIssueActs(known: ActionIssue, now: SeenActionIssue, about: About): ActionIssueAct[] {
  const { ref, item, at, url } = about;
  const said = { at, where: "issue", url } as const;
  const action = item.id;
  const acts: ActionIssueAct[] = [];
  const order = (command: Command): void => void acts.push({ is: "order", command });

  const deed = about.deed ?? (about.isLook ? deedSeen(known, now, about.closedAt ?? at) : null);
  if (deed !== null) {
    const then = { ...said, at: deed.at };
    if (deed.did === "reopened") order({ do: "reopen-action", action, said: then });
    else if (deed.reason === "not_planned")
      order({ do: "move-action", action, status: "dropped", reason: null, said: then });
    else order({ do: "complete-action", action, said: then });
  }
  const text = textOfTitle(ref, action, now.title);
  if (now.title !== known.title && text !== "" && text !== textOfTitle(ref, action, known.title))
    order({ do: "reword-action", action, text, said });

  const due = dueInBody(now.body);
  if (due !== null && due !== dueInBody(known.body)) order({ do: "schedule-action", action, due, said });
  const { milestoneDue } = now;
  if (milestoneDue !== null && milestoneDue !== known.milestoneDue)
    order({ do: "schedule-action", action, due: milestoneDue, said });
  return [...acts, ...ownerActs(known, now, about)];
}

function deedSeen(known: ActionIssue, now: SeenActionIssue, at: string): Deed | null {
  if (now.state === known.state && (now.state === "open" || now.reason === known.reason)) return null;
  return { did: now.state === "closed" ? "closed" : "reopened", reason: now.reason, at };
}

/** Whoever is assigned beside the owner helps. Whoever is assigned instead of the owner is the owner. */
function ownerActs(known: ActionIssue, now: SeenActionIssue, about: About): ActionIssueAct[] {
  const { item, ownerLogin, personOf, at, url } = about;
  const isSame =
    known.assignees.length === now.assignees.length &&
    known.assignees.every((login) => has(now.assignees, login));
  if (isSame || (ownerLogin !== null && has(now.assignees, ownerLogin))) return [];
  const login = now.assignees.find((one) => !has(known.assignees, one)) ?? now.assignees[0];
  if (login === undefined) return [{ is: "nobody-left" }];
  const owner = personOf(login);
  if (isSamePerson(owner, item.owner)) return [];
  const said = { at, where: "issue", url } as const;
  return [{ is: "order", command: { do: "assign-action", action: item.id, owner, said } }];
}
