import type { FoundIncident } from "@muster/engine";
import {
  levelOfLabels,
  type MarkedIssue,
  type PostmortemPull,
  type ToldByIssue,
  type TrackedItem,
} from "@muster/github";
import { slugify, statuses, type ActionItem, type Anchor, type Status } from "@muster/incident";
import { utcDate } from "@muster/kernel";
import { findLevel, resolvePerson, severityOf, type Policy } from "@muster/policy";

export type Traces = {
  issue: MarkedIssue;
  told: ToldByIssue;
  pull: PostmortemPull | null;
  /** Lines of the plan tracker, which people tick. */
  tracked: readonly TrackedItem[];
  policy: Policy;
  /** The repository's own number, which issues that people opened are known by. */
  repoId: number;
  botLogin: string;
};

/** An incident out of what GitHub has of it. What GitHub does not tell is listed as unknown, and nothing is made up for it. */
export function foundIncident(traces: Traces): FoundIncident {
  const { issue, told, pull, policy, repoId, botLogin } = traces;
  const declared: Anchor = told.anchors.declared ?? {
    at: issue.createdAt,
    precision: "approx",
    basis: "estimate",
  };
  const date = told.room?.date ?? utcDate(new Date(declared.at));
  const level = findLevel(policy, levelOfLabels(issue.labels, policy) ?? "");
  const status = statusOf(traces);
  const isOver = status === "closed" || status === "dismissed" || status === "merged";
  const isPublished = pull?.memory.state === "merged";
  const owes = level?.postmortem.required === true && (status === "resolved" || isPublished);
  const isByPerson = issue.author !== botLogin;
  return {
    identity: {
      id: told.incidentId,
      ref: told.ref,
      date,
      slug: told.room?.slug ?? pull?.slug ?? slugify(told.title),
    },
    title: told.title,
    isDrill: told.isDrill,
    reporter: told.reporter,
    declared,
    source: isByPerson
      ? { kind: "issue", ref: `${repoId}:${issue.number}`, url: issue.url, name: issue.author }
      : { kind: "command", ref: null, url: null, name: null },
    sameAs: isByPerson ? `issue:${repoId}:${issue.number}` : null,
    told: {
      from: issue.url,
      status,
      mergedInto: told.mergedInto,
      severity: level === null ? null : severityOf(policy, level),
      anchors: { ...told.anchors, declared },
      mitigation: told.mitigation,
      resolution: told.outcome,
      opened: {
        channel: !isOver && (told.room !== null || level?.opens.channel === true),
        opsAlerts: !isOver && level?.opens.opsAlerts === true,
        issue: true,
      },
      postmortem: owes
        ? {
            dueAt: dueAt(declared, level),
            publishedAt: isPublished ? (pull?.memory.updatedAt ?? null) : null,
            publishedUrl: isPublished ? (pull?.url ?? null) : null,
          }
        : null,
      postmortemDueHours: level?.postmortem.required === true ? level.postmortem.dueHours : null,
      actions: told.actions.map((item) => actionOf(item, traces, declared)),
      latest: told.latest,
      unknown: unknownOf(traces, status),
    },
    remotes: {
      issue: { id: String(issue.number), url: issue.url, rendered: null, extra: {} },
      ...(pull === null
        ? {}
        : { postmortem: { id: String(pull.number), url: pull.url, rendered: null, extra: pull.memory } }),
    },
  };
}

/** By the label that Muster keeps; without it, by whether the issue is open. */
function statusOf({ issue, told }: Traces): Status {
  const label = issue.labels
    .find((name) => /^status:/i.test(name))
    ?.slice("status:".length)
    .toLowerCase();
  const known = statuses.find((status) => status === label);
  if (known !== undefined) return known;
  if (issue.state === "closed") return "closed";
  return told.mitigation === null ? "open" : "mitigated";
}

function dueAt(declared: Anchor, level: ReturnType<typeof findLevel>): string {
  return new Date(
    new Date(declared.at).getTime() + (level?.postmortem.dueHours ?? 0) * 3_600_000,
  ).toISOString();
}

function actionOf(
  item: ToldByIssue["actions"][number],
  { told, tracked, policy }: Traces,
  declared: Anchor,
): ActionItem {
  const line = tracked.find(({ key }) => key === `${told.ref}/${item.id}`);
  const done = line === undefined || line.status === "other" ? item.done : line.status === "done";
  return {
    id: item.id,
    text: item.text,
    owner: resolvePerson(policy, item.owner),
    due: item.due,
    done,
    at: declared.at,
  };
}

function unknownOf({ told }: Traces, status: Status): string[] {
  const happened = (name: "mitigated" | "resolved"): boolean =>
    status === "resolved" || status === "closed" || (name === "mitigated" && status === "mitigated");
  return [
    ...(told.anchors.detected === undefined ? ["when it was detected"] : []),
    ...(happened("mitigated") && told.anchors.mitigated === undefined ? ["when it was mitigated"] : []),
    ...(happened("resolved") ? ["when it was resolved"] : []),
    "who held which role",
    told.latest.length === 0 ? "the timeline" : "the timeline but for its last lines",
    "tasks, evidence, clocks and words for the public",
  ];
}
