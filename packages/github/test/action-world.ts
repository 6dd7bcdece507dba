import { actionStatus, type ActionStatus, type Command, type Incident, type Said } from "@muster/incident";
import { at, bo, by, declared, play, policy, record, setting, type Story } from "@muster/incident/testing";
import { decide } from "@muster/incident";
import {
  itemChanges,
  putIncident,
  readItems,
  actionStatusOf,
  tickItems,
  trackerText,
  trackerWritten,
  withBoxes,
  type WrittenItem,
} from "@muster/templates";
import { actionIssueActs, type Deed } from "../src/action-issue-acts.ts";
import type { ActionIssue } from "../src/action-issue-memory.ts";
import { hearBoxes, heardAfterWriting, knownBoxes, withKnown, type Heard } from "../src/heard-boxes.ts";
import { actionIssuePatch, newActionIssue } from "../src/views/action-issue.ts";

/*
 * One action item in its places, without any machine in between: what people do, what is heard of it and when, and what is written. Every
 * step is a move that a test picks, so that any interleaving can be played in a moment.
 */

export type Place = "discord" | "issue" | "tracker" | "postmortem";
export type Turn = { place: Place; status: ActionStatus };

type News =
  | { of: "issue"; deed: Deed }
  | { of: "page"; where: "tracker" | "postmortem"; before: string; after: string; at: string };

const boxes: Record<ActionStatus, string> = { open: " ", doing: "~", blocked: "!", done: "x", dropped: "-" };
const box = /^- \[.\]/m;

export function actionWorld() {
  let minute = 10;
  let story: Story = play(declared(), [3, { do: "add-action", text: "check", owner: bo, due: "9d" }]);
  const incident = (): Incident => story.incident;
  const item = () => incident().actions[0]!;
  const about = () => ({ incident: incident(), item: item(), policy, url: null });
  const written = (): WrittenItem[] => [
    { id: "A1", done: item().done, status: actionStatus(item()), text: trackerText("INC-1", item()) },
  ];

  const made = newActionIssue(about());
  const issue: ActionIssue = {
    number: 2,
    id: 2,
    url: "https://github.com/acme/protocol/issues/2",
    title: made.title,
    body: made.body,
    state: "open",
    reason: null,
    assignees: [],
    milestoneDue: null,
    restore: null,
    writes: [],
    seenAt: null,
    assigned: null,
    unassignable: null,
    parent: 1,
    isGone: false,
  };
  let knownIssue: ActionIssue = { ...issue };
  let tracker = tracked(null, null);
  let trackerWrote = written();
  let postmortem = `- [ ] check, bo, 2026-01-14 <!-- muster:action=INC-1/A1 -->\n`;
  let postmortemWrote = postmortem;
  let heard: Heard = {};
  let pending: News[] = [];
  let last: Turn | null = null;

  function tracked(page: string | null, wrote: readonly WrittenItem[] | null): string {
    const section = { ref: "INC-1", title: "It fails", url: null, items: incident().actions, written: wrote };
    const put = putIncident(page, section);
    if (!put.ok) throw new Error(put.refused.because);
    return put.value;
  }

  function order(command: Command): void {
    const now = at(minute);
    const actor = by(bo);
    const said = decide(incident(), { command, actor }, setting, now);
    if (!said.ok) throw new Error(said.refused.because);
    if (said.value.length > 0) story = record(story, said.value, actor, now);
  }

  const now = (): string => at(minute).toISOString();
  const statusIn = (page: string): ActionStatus | null => actionStatusOf[readItems(page)[0]!.status];

  /** False when nothing would change there: then nobody has done anything. */
  function doIt({ place, status }: Turn): boolean {
    minute += 1;
    if (place === "discord") {
      if (actionStatus(item()) === status) return false;
      order(commandOf(status));
    } else if (place === "issue") {
      const isOver = status === "done" || status === "dropped";
      const state = isOver ? "closed" : "open";
      if (issue.state === state) return false;
      const reason = status === "done" ? "completed" : status === "dropped" ? "not_planned" : null;
      Object.assign(issue, { state, reason });
      pending.push({ of: "issue", deed: { did: isOver ? "closed" : "reopened", reason, at: now() } });
    } else {
      const isTracker = place === "tracker";
      const before = isTracker ? tracker : postmortem;
      const after = before.replace(box, `- [${isTracker ? boxes[status] : status === "done" ? "x" : " "}]`);
      if (after === before) return false;
      if (isTracker) tracker = after;
      else postmortem = after;
      pending.push({ of: "page", where: place, before, after, at: now() });
    }
    last = { place, status };
    return true;
  }

  function commandOf(status: ActionStatus, said?: Said): Command {
    const about = { action: "A1", ...(said === undefined ? {} : { said }) };
    if (status === "done") return { do: "complete-action", ...about };
    if (status === "open") return { do: "reopen-action", ...about };
    return { do: "move-action", ...about, status, reason: said === undefined ? "so" : null };
  }

  function hear(news: News): void {
    if (news.of === "page") {
      for (const change of itemChanges(news.before, news.after)) {
        if (change.is !== "set") continue;
        order(commandOf(change.status, { at: news.at, where: news.where, url: null }));
        heard = hearBoxes(heard, news.where, { A1: change.status });
      }
      return;
    }
    const acts = actionIssueActs(knownIssue, issue, {
      ref: "INC-1",
      item: item(),
      ownerLogin: null,
      personOf: () => bo,
      at: news.deed.at,
      deed: news.deed,
      about: null,
      edit: { title: null, body: null },
      isLook: false,
      closedAt: null,
      url: issue.url,
    });
    for (const act of acts) if (act.is === "order") order(act.command);
    knownIssue = { ...knownIssue, state: issue.state, reason: issue.reason };
  }

  const writers = {
    issue(): void {
      const patch = actionIssuePatch(about(), knownIssue);
      if (patch.state === undefined) return;
      const reason = patch.state_reason === "reopened" ? null : patch.state_reason!;
      Object.assign(issue, { state: patch.state, reason });
      knownIssue = { ...knownIssue, state: patch.state, reason };
    },
    tracker(): void {
      const written = withKnown(trackerWrote, known("tracker", tracker), { asItStands: false });
      tracker = tracked(tracker, written);
      trackerWrote = trackerWritten(tracker, { ref: "INC-1", items: incident().actions, written });
      settle("tracker", tracker, "legend");
    },
    postmortem(): void {
      const base = withBoxes(postmortemWrote, "INC-1", known("postmortem", postmortem));
      const was = readItems(base)[0]!.status;
      const wrote = [{ id: "A1", done: was === "done", status: actionStatusOf[was] ?? "open" }];
      const ticked = tickItems(postmortem, { ref: "INC-1", items: incident().actions, written: wrote });
      postmortem = ticked ?? postmortem;
      settle("postmortem", postmortem, "plain");
      // The next base is what the record has now, whatever people have on the page.
      postmortemWrote = withBoxes(postmortemWrote, "INC-1", { A1: actionStatus(item()) });
    },
  };

  function known(path: string, page: string): ReturnType<typeof knownBoxes> {
    return knownBoxes(page, { path, ref: "INC-1" }, { heard, asItStands: false });
  }
  function settle(path: string, page: string, boxes: "legend" | "plain"): void {
    heard = heardAfterWriting(heard, page, { path, ref: "INC-1", items: incident().actions, boxes });
  }

  return {
    doIt,
    /** News come in any order, and some of them twice. */
    hearOne(which: number, isAgain: boolean): void {
      minute += 1;
      const news = pending[which % Math.max(1, pending.length)];
      if (news === undefined) return;
      if (!isAgain) pending = pending.filter((one) => one !== news);
      hear(news);
    },
    write: (place: keyof typeof writers): void => writers[place](),
    settle(): void {
      for (let round = 0; round < 4; round += 1) {
        for (const news of pending) hear(news);
        pending = [];
        for (const place of ["issue", "tracker", "postmortem"] as const) writers[place]();
      }
    },
    look: () => ({
      last,
      core: actionStatus(item()),
      issue: issue.state === "open" ? "open" : issue.reason === "completed" ? "done" : "dropped",
      tracker: statusIn(tracker),
      isTicked: statusIn(postmortem) === "done",
    }),
  };
}
