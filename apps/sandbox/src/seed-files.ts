import { zoneOf } from "./team.ts";
import { utcDate } from "@muster/kernel";
import { isoWeekOf } from "@muster/policy";

const dayMs = 86_400_000;
const weeksAhead = 12;

/** What the team's repository holds before the first incident. `people` maps names to Discord ids. */
export function seedFiles(options: {
  repoName: string;
  policyText: string;
  /** Where the policy wants the rota. */
  rotaPath: string;
  people: { name: string; discord: string }[];
  ladder: readonly string[];
  /** Where the policy keeps the issues of restricted incidents. */
  privateRepo: string | null;
  now: Date;
}): Record<string, string> {
  return {
    "README.md": `# ${options.repoName}\n\nContracts, interface and keepers. How we respond to incidents: see SECURITY.md.\n`,
    "SECURITY.md": securityPage,
    ".muster/policy.yaml": withPrivateRepo(
      policyFile(options.policyText, options.people, utcDate(options.now)),
      options.privateRepo,
    ),
    [options.rotaPath]: rota(options.ladder, options.now),
    "docs/plan-tracker.md": tracker,
    "contracts/Vault.sol": "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.24;\n\ncontract Vault {}\n",
  };
}

/** The policy's text with the place for what only those named may know of, unless it says so itself. */
function withPrivateRepo(text: string, repo: string | null): string {
  if (repo === null || /^restricted:/m.test(text)) return text;
  return `${text}# Issues of restricted incidents go there, while it is private.\nrestricted: { issue: { repo: ${repo} } }\n`;
}

/** The policy's text with who is who, unless it says so itself. */
export function policyFile(
  text: string,
  people: { name: string; discord: string }[],
  contactsTriedOn: string | null = null,
): string {
  if (/^people:/m.test(text)) return text;
  const lines = people.map(({ name, discord }) => {
    const zone = zoneOf(name);
    return `  ${name}: { discord: "${discord}", github: ${name}${zone === null ? "" : `, timeZone: ${zone}`} }`;
  });
  return [
    text.trimEnd(),
    "",
    "# Who is who in Discord and on GitHub.",
    "people:",
    ...lines,
    ...(/^experts:/m.test(text) ? [] : expertsOf(people.map(({ name }) => name))),
    ...(contactsTriedOn === null || /^contacts:/m.test(text)
      ? []
      : ["contacts:", `  verifiedOn: "${contactsTriedOn}"`]),
    "",
  ].join("\n");
}

/** Who is called in for what; the other of the first two is the backup. */
function expertsOf([first, second]: string[]): string[] {
  if (first === undefined || second === undefined) return [];
  return [
    "experts:",
    `  smart-contracts: { name: Smart contracts, duty: "Exploits and pauses", primary: ${second}, backup: [${first}] }`,
    `  infrastructure: { name: Infrastructure, duty: "Hosting and nodes", primary: ${first}, backup: [${second}] }`,
  ];
}

/** This week and the next twelve; the first on the ladder moves on each week. */
function rota(ladder: readonly string[], now: Date): string {
  const rows = Array.from({ length: weeksAhead + 2 }, (_, index) => {
    // The week before stays in the table, as it does in real ones.
    const week = isoWeekOf(new Date(now.getTime() + (index - 1) * 7 * dayMs));
    const turn = Math.max(0, index - 1);
    const order = ladder.map((_name, place) => ladder[(turn + place) % ladder.length]);
    return `| ${week} | ${order.join(" | ")} |`;
  });
  const columns = ["Primary", "Secondary", "Tertiary"].slice(0, ladder.length);
  return [
    "# On-call rotation",
    "",
    "Handover is on Monday at 00:00 UTC. No phone numbers here: they live in the vault.",
    "",
    `| ISO week | ${columns.join(" | ")} |`,
    `|---|${columns.map(() => "---|").join("")}`,
    ...rows,
    "",
  ].join("\n");
}

const securityPage = `# Security

Report a vulnerability to security@example.org. Incidents are handled with Muster: type \`/incident declare\` in Discord.
`;

const tracker = `# Plan tracker

Status: \`[ ]\` open, \`[~]\` in progress, \`[x]\` done, \`[!]\` blocked, \`[-]\` will not do, with the reason, \`[M]\` waits for mainnet.
Phases P0 to P12 are phases of the project, not severities.

## Contracts

- [x] C-01 Phase: P0 — Access control on the vault. (#12)
- [~] C-02 Phase: P1+P3 — Second oracle feed.
- [ ] C-03 Phase: P2 — Rate limit on withdrawals.

## Interface

- [ ] F-01 Phase: P4 — Show the paused state.
- [-] F-02 reason: "replaced by F-01"
`;
