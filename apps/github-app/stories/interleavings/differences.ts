import { actionStatus, type ActionItem, type ActionStatus } from "@muster/incident";
import { policy } from "@muster/incident/testing";
import { readActionIssues, readIssueMemory } from "@muster/github";
import {
  actionStatusOf,
  boxesIn,
  issueBlock,
  issueLabels,
  mergeLabels,
  putIssueBlock,
  readBlock,
  readItems,
  readItemWords,
  sameOwner,
  type ItemWords,
} from "@muster/templates";
import { unmet } from "./meant.ts";
import { trackerPath, type World } from "./world.ts";

/** Where GitHub and the incident do not say the same, once nothing is left to be heard or written. */
export function differences(world: World): string[] {
  const { memory, meant } = world;
  const { actions } = memory.incident;
  const added = world.count.items;
  const ofCount = actions.length === added ? [] : [`${added} items were added, there are ${actions.length}.`];
  return [...ofCount, ...ofIssue(world), ...ofItems(world), ...ofWords(world), ...unmet(actions, meant)];
}

function ofIssue({ hub, memory: { incident, remotes } }: World): string[] {
  const issue = hub.found(Number(remotes.issue?.id));
  const milestone = remotes.issue === undefined ? null : (readIssueMemory(remotes.issue)?.milestone ?? null);
  const missing = milestone?.number === null ? { missingMilestone: milestone.wanted } : {};
  const block = readBlock(issue.body, issueBlock);
  const wanted = putIssueBlock({ base: null, theirs: "", view: { incident, policy, remotes, ...missing } });
  const standing = wanted.ok ? readBlock(wanted.value, issueBlock) : wanted;
  const labels = mergeLabels(issue.labels, issueLabels(incident, policy));
  const isGoingOn = incident.status === "open" || incident.status === "mitigated";
  return [
    ...(block.ok && standing.ok && block.value.text === standing.value.text
      ? []
      : ["The issue's block is not how the incident stands."]),
    ...(labels.join() === issue.labels.join() ? [] : [`The labels are ${issue.labels.join(", ")}.`]),
    ...(isGoingOn === (issue.state === "open")
      ? []
      : [`The issue is ${issue.state}, the incident ${incident.status}.`]),
  ];
}

function ofItems({ hub, memory: { incident, remotes } }: World): string[] {
  const issue = hub.found(Number(remotes.issue?.id));
  const boxes = boxesIn(issue.body);
  const page = hub.read(hub.head("main") ?? "", trackerPath) ?? "";
  const lines = readItems(page);
  const own = readActionIssues(remotes["action-issues"]).items;
  return incident.actions.flatMap((item): string[] => {
    const status = actionStatus(item);
    const says = (place: string, is: unknown): string[] => [
      `${item.id} is ${status}, ${place} says ${String(is)}.`,
    ];
    const box = boxes.find(({ of, key }) => of === "action" && key.endsWith(item.id));
    const ticked = status === "done" || status === "dropped";
    const line = lines.filter(({ key }) => key === `${incident.ref}/${item.id}`);
    const inTracker = line[0] === undefined ? null : actionStatusOf[line[0].status];
    const issues = hub.issues.filter(({ body }) => body.includes(`action-issue=${incident.ref}/${item.id} `));
    return [
      ...(box !== undefined && box.isTicked !== ticked ? says("the issue's box", box.isTicked) : []),
      ...(line.length === 1 && inTracker === status
        ? []
        : says(`the tracker (${line.length} lines)`, inTracker)),
      ...(line[0] === undefined ? [] : ofLine(item, readItemWords(line[0].words))),
      ...(issues.length === 1 ? [] : [`${item.id} has ${issues.length} issues.`]),
      ...ofOwnIssue(
        item,
        status,
        hub.issues.find(({ number }) => number === own[item.id]?.number),
      ),
    ];
  });
}

function ofLine(item: ActionItem, words: ItemWords): string[] {
  const isSo = words.text === item.text && words.due === item.due && sameOwner(words.owner, item.owner.name);
  return isSo ? [] : [`${item.id} is ${item.text}, ${item.due}; its line says ${words.text}, ${words.due}.`];
}

type Own = { state: string; state_reason: string | null; title: string; body: string } | undefined;

function ofOwnIssue(item: ActionItem, status: ActionStatus, issue: Own): string[] {
  if (issue === undefined) return [`${item.id} has no issue.`];
  const state = status === "done" ? "completed" : status === "dropped" ? "not_planned" : "open";
  const shown = issue.state === "open" ? "open" : issue.state_reason;
  return [
    ...(shown === state ? [] : [`${item.id} is ${status}, its issue ${String(shown)}.`]),
    ...(issue.title.endsWith(item.text) ? [] : [`${item.id} is "${item.text}", its issue "${issue.title}".`]),
    ...(issue.body.includes(item.due)
      ? []
      : [`${item.id} is due ${item.due}, which its issue does not say.`]),
  ];
}

/** Every word of people stands where they wrote it, once. */
function ofWords({ hub, memory: { remotes }, words }: World): string[] {
  const { body } = hub.found(Number(remotes.issue?.id));
  const rest = words.reduce((page, { text }) => page.replace(text, ""), outside(body)).trim();
  const ours = rest === "" ? [] : [`Words that nobody wrote stand in the issue: ${rest}`];
  const lost = words.flatMap(({ where, text }) => {
    const page =
      where === "tracker"
        ? (hub.read(hub.head("main") ?? "", trackerPath) ?? "")
        : hub.found(where === "issue" ? Number(remotes.issue?.id) : where).body;
    const times = page.split(text).length - 1;
    return times === 1 ? [] : [`"${text}" stands ${times} times in ${String(where)}.`];
  });
  return [...ours, ...lost];
}

function outside(body: string): string {
  const block = readBlock(body, issueBlock);
  return block.ok ? body.slice(0, block.value.start) + body.slice(block.value.end) : body;
}
