import { sayDuration } from "@muster/kernel";
import { externalAfterMin } from "./alert-level.ts";
import { partsOfLevel, partsOfPolicy } from "./explain/index.ts";
import { levelLabel, levelsOf, type NamedLevel } from "./levels.ts";
import type { Policy } from "./schema.ts";

const minutes = (count: number): string => sayDuration(count * 60_000);
const hours = (count: number): string => `${count} h`;

/** The policy in plain sentences, level by level, for people who want to know what will happen. Plain text, one line each. */
export function explainPolicy(policy: Policy): string[] {
  return [
    policy.source === null ? policy.name : `${policy.name} (${policy.source})`,
    "",
    ...levelsOf(policy).flatMap((level) => [...explainLevel(policy, level), ""]),
    ...explainRest(policy),
  ];
}

/** The same, each level under its id and what holds for every incident under null; without indents and blank lines. */
export function explainSections(policy: Policy): Map<string | null, string[]> {
  const trimmed = (lines: string[]): string[] => lines.map((line) => line.trim());
  return new Map<string | null, string[]>([
    ...levelsOf(policy).map((level) => [level.id, trimmed(explainLevel(policy, level))] as const),
    [null, trimmed(explainRest(policy))],
  ]);
}

function explainLevel(policy: Policy, level: NamedLevel): string[] {
  const lines: (string | null)[] = [
    `${levelLabel(level)}: ${level.definition}`,
    level.examples.length === 0 ? null : `Examples: ${level.examples.join("; ")}.`,
    `Response: ${level.response.text}.`,
    `Opens ${opened(policy, level)}.`,
    level.pages.includes("on-call") ? `Pages ${paged(policy)}.` : null,
    ...publicPosts(policy, level),
    level.updateEveryMin === null
      ? null
      : `Updates: at least every ${minutes(level.updateEveryMin)}; without one, people are reminded.`,
    level.roles.length === 0
      ? null
      : `Roles to fill: ${level.roles.map((role) => policy.roles[role]?.name ?? role).join(", ")}.`,
    ...level.mitigation.flatMap((step, index) => [
      `Step ${index + 1}: ${step.text}`,
      step.command === null ? null : `  Shown, never run: ${step.command}`,
      step.caution === null ? null : `  Mind: ${step.caution}`,
    ]),
    level.offersHotfix ? `Offers the branch ${policy.hotfix.branch}.` : null,
    postmortem(policy, level),
    level.ticketNote === null ? null : `The ticket says: ${level.ticketNote}`,
    ...partsOfLevel(policy, level),
    level.ticketLinksChannel
      ? `The ticket links ${level.opens.channel ? "the incident channel" : "the alert message, as there is no incident channel"}.`
      : null,
  ];
  const [title, ...rest] = lines.filter((line) => line !== null);
  return [title!, ...rest.map((line) => `  ${line}`)];
}

function opened({ discord, github }: Policy, { opens }: NamedLevel): string {
  const places = [
    opens.channel ? "an incident channel" : null,
    opens.opsAlerts ? `a message in #${discord.opsAlerts.replace(/^#/, "")}` : null,
    opens.issue ? `a GitHub issue with the label ${github.label}` : null,
  ].filter((place) => place !== null);
  return places.length === 0 ? "nothing" : places.join(", ");
}

function paged({ discord, onCall }: Policy): string {
  const role = discord.onCallRole === null ? null : `@${discord.onCallRole}`;
  const rota = onCall.document === null ? null : `who is on call by ${onCall.document}`;
  return (
    [role, rota].filter((who) => who !== null).join(" and ") ||
    "nobody: there is neither a rota nor an on-call role"
  );
}

function publicPosts(policy: Policy, level: NamedLevel): string[] {
  if (level.external.length === 0) return ["Public words: none."];
  return level.external.map((post) => {
    const afterMin = externalAfterMin(post);
    const when = afterMin === 0 ? "" : ` after ${minutes(afterMin)} of downtime`;
    const approver =
      post.approvedBy === null
        ? "the policy names no approver"
        : `approved by ${policy.roles[post.approvedBy]?.name ?? post.approvedBy}`;
    return `Public words: ${post.where}${when}: ${post.what} (${approver}).`;
  });
}

function postmortem(policy: Policy, { postmortem }: NamedLevel): string {
  if (!postmortem.required) return "Postmortem: not required.";
  const due =
    postmortem.dueHours === null
      ? "without a due time"
      : `due ${hours(postmortem.dueHours)} after it is ${policy.postmortem.dueFrom}`;
  return `Postmortem: required, ${due}, in ${policy.postmortem.path}.`;
}

function explainRest(policy: Policy): string[] {
  const { unsureAfterMin } = policy.classification;
  return [
    unsureAfterMin === null
      ? "Without a severity an incident waits for somebody to choose one."
      : `Without a severity an incident takes the highest after ${minutes(unsureAfterMin)}.`,
    ...Object.values(policy.roles).map((role) => {
      const offered = role.offeredTo === null ? "" : " Offered to the person on call";
      const next =
        role.acceptWithinMin === null
          ? ""
          : `, and to the next after ${minutes(role.acceptWithinMin)} without an answer`;
      return `${role.name}: ${role.duty}${offered}${offered === "" ? "" : `${next}.`}`;
    }),
    ...partsOfPolicy(policy),
    `Action items are tracked in ${policy.tracker.path}.`,
    ...policy.alerts.rules.map(({ match, level }) => {
      const wanted = Object.entries(match).map(
        ([name, values]) => `${name} is ${[values].flat().join(" or ")}`,
      );
      const which = wanted.length === 0 ? "Any other alert" : `An alert whose ${wanted.join(" and ")}`;
      return level === null ? `${which} is recorded without an incident.` : `${which} is ${level}.`;
    }),
  ];
}
