import { sayDuration } from "@muster/kernel";
import type { NamedLevel } from "../levels.ts";
import type { Policy } from "../schema.ts";

const minutes = (count: number): string => sayDuration(count * 60_000);

/** Words for the public, in plain sentences: what the level asks for. */
export function commsOfLevel(policy: Policy, level: NamedLevel): string[] {
  return [
    ...(level.publicUpdateEveryMin === null
      ? []
      : [`The public hears something at least every ${minutes(level.publicUpdateEveryMin)}.`]),
    ...(level.approval === null
      ? []
      : [`Public words are approved by ${approvers(policy, level.approval)}.`]),
    ...(level.mentions === "nobody"
      ? []
      : [`A public notice in Discord may ping @${level.mentions}, if its writer asks for it.`]),
  ];
}

/** Words for the public, in plain sentences: what the policy asks for at every level. */
export function commsOfPolicy(policy: Policy): string[] {
  const { publications, communications } = policy;
  const { draftedBy, approval, checklist, templates, blocks, claims, reports } = communications;
  const count = (things: object): number => Object.keys(things).length;
  return [
    ...Object.entries(publications).map(([name, place]) => `${name}: ${reached(place)}.`),
    ...(draftedBy === null
      ? []
      : [`Public words are drafted by the ${policy.roles[draftedBy]?.name ?? draftedBy}.`]),
    ...(approval === null ? [] : [`Public words are approved by ${approvers(policy, approval)}.`]),
    ...(count(checklist) === 0
      ? []
      : [`Whoever approves has checked: ${Object.values(checklist).map(bare).join("; ")}.`]),
    ...(communications.nextUpdateRequired
      ? ["While it goes on, each public notice says when the next one comes."]
      : []),
    ...(count(templates) + count(blocks) === 0
      ? []
      : [`Notices start from ${count(templates)} templates and ${count(blocks)} blocks.`]),
    ...Object.values(claims).map(({ question }) => `Before it is claimed in public: ${question}`),
    ...(reports === null
      ? []
      : [
          `Reports are ${reports.share === "public" ? "shared with the public" : "kept inside"} unless somebody decides otherwise.${
            reports.redact === null ? "" : ` Taken out before: ${bare(reports.redact)}.`
          }`,
        ]),
  ];
}

function reached({ kind, channel, path, maxChars }: Policy["publications"][string]): string {
  const fits = maxChars === null ? "" : `, at most ${maxChars} characters`;
  switch (kind) {
    case "discord":
      return `posted in #${(channel ?? "").replace(/^#/, "")}${fits}`;
    case "github-file":
      return `written into ${path ?? "the repository"}${fits}`;
    case "copy":
      return `a person posts the approved words and records where they stand${fits}`;
  }
}

function approvers(policy: Policy, approval: NonNullable<Policy["communications"]["approval"]>): string {
  const names = [
    ...approval.roles.map((role) => policy.roles[role]?.name ?? role),
    ...approval.groups.map((group) => policy.groups[group]?.name ?? group),
  ];
  const who = names.length === 0 ? "any responder" : [...new Set(names)].join(" or ");
  return approval.drafterMayApprove ? who : `${who}, never by who wrote them`;
}

const bare = (text: string): string => text.replace(/\.$/, "");
