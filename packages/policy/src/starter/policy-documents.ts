import { isoWeekOf } from "../iso-week.ts";
import { levelsOf } from "../levels.ts";
import { policyPages } from "../pages/index.ts";
import type { Policy } from "../schema.ts";
import { policyPath } from "./policy-path.ts";

const dayMs = 86_400_000;
const weeksInRota = 8;

export type Starting = { preset: string; now: Date };

/**
 * The files that a team starts with under this policy, by their paths: the policy file, and the pages that the policy refers to. Each is
 * a beginning that people complete. A page that belongs to another part of the policy is one more entry here.
 */
export function policyDocuments(policy: Policy, { preset, now }: Starting): Record<string, string> {
  const rota = policy.onCall.document;
  const contacts = policy.contacts.document;
  return {
    [policyPath]: policyFile(policy, preset),
    ...(rota === null ? {} : { [rota]: rotaPage(now) }),
    ...(contacts === null ? {} : { [contacts]: contactsPage(policy) }),
    ...policyPages(policy),
    "SECURITY.md": securityPage,
  };
}

function policyFile(policy: Policy, preset: string): string {
  const { discord, github, onCall } = policy;
  const [top] = levelsOf(policy);
  return `# How this team runs its incidents. Everything that does not stand here is as the preset says.
# What will happen, in words:  npm run muster -- policy explain ${policyPath}
# Is it right?                 npm run muster -- policy check ${policyPath}
# All fields: docs/policy-reference.md of Muster.
extends: ${preset}

# Give it an id and a name of your own before you change what a level means.
# id: our-team
# name: Our incident response

# The names of your channels and roles in Discord.
discord:
  opsAlerts: ${text(discord.opsAlerts)}
  category: ${text(discord.category)}
  responderRole: ${text(discord.responderRole)}
  onCallRole: ${discord.onCallRole === null ? "null" : text(discord.onCallRole)}

# The label of every incident's issue.
github:
  label: ${text(github.label)}

# The page with the rota; null for none.
onCall:
  document: ${onCall.document === null ? "null" : text(onCall.document)}

# Who is who in Discord and on GitHub. Names are those of the rota.
people: {}
#   ada: { discord: "123456789012345678", github: ada }

# The day on which all contacts were last tried. Until it stands here, incidents say that they may be out of date.
# contacts: { verifiedOn: "2026-12-01" }

# How the team is staffed: informal, simple-rotation or first-responder.
staffing: ${policy.staffing ?? "null"}

# What differs at a level. Maps merge, lists and values replace, null takes an entry out.
# levels:
#   ${text(top?.id ?? "P1")}:
#     updateEveryMin: ${top?.updateEveryMin ?? 30}
`;
}

function rotaPage(now: Date): string {
  const weeks = Array.from({ length: weeksInRota }, (_, week) =>
    isoWeekOf(new Date(now.getTime() + week * 7 * dayMs)),
  );
  return [
    "# On-call rotation",
    "",
    "Handover is on Monday at 00:00 UTC. Write names as they stand under `people` in the policy file. No phone numbers here.",
    "",
    "| ISO week | Primary | Secondary |",
    "|---|---|---|",
    ...weeks.map((week) => `| ${week} |  |  |`),
    "",
  ].join("\n");
}

function contactsPage(policy: Policy): string {
  const rows = [
    ...Object.values(policy.groups).map(({ name, duty }) => [name, duty, ""]),
    ...Object.values(policy.experts).map(({ name, duty }) => [name, duty, ""]),
    ...Object.values(policy.contacts.entries).map((entry) => [entry.who, entry.for, entry.how ?? ""]),
  ];
  return [
    "# Contacts",
    "",
    "Prefer group mailboxes; private numbers belong in a vault. When everybody on it was tried, write the day into `contacts.verifiedOn` of the policy file.",
    "",
    "| Who | For what | How to reach them |",
    "|---|---|---|",
    ...rows.map((cells) => `| ${cells.map(cell).join(" | ")} |`),
    "| | | |",
    "",
  ].join("\n");
}

const cell = (words: string): string => words.replaceAll("|", "\\|").replaceAll("\n", " ");

const securityPage = `# Security

Report a vulnerability to security@example.org. Please change this address.

How we respond to incidents: [our policy](${policyPath}). Type \`/incident declare\` in Discord.
`;

/** A name as it may stand in YAML whatever it holds. */
const text = (name: string): string =>
  /^[A-Za-z][A-Za-z0-9 _-]*$/.test(name) && !/^(null|true|false|yes|no|on|off|y|n)$/i.test(name)
    ? name
    : JSON.stringify(name);
