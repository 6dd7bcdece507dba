import { criteria } from "./trustledger/assess.ts";
import { trustledgerParts } from "./trustledger/parts.ts";
import { sheets } from "./trustledger/roles.ts";

/*
 * Seed 004: the TrustLedger incident response runbook, with levels P0 to P3 and five phases.
 * Fields marked "our choice" are silent in the seed. Its levels have criteria and no definitions, so each definition is its criteria
 * in a row. It knows no scribe, so there is none.
 */
/** The seed's second phase. Shown where it is to be over within the first hour: our choice. */
const containment = [
  {
    text: "Isolate affected systems: implement emergency stops, disable compromised accounts, block malicious transactions.",
  },
  { text: "Collect evidence: preserve logs and data, document all actions taken, secure forensic evidence." },
  {
    text: "Mitigate for the time being: deploy hotfixes if safe, implement rate limiting, enable additional monitoring.",
  },
] as const;

export const trustledger = {
  id: "trustledger",
  name: "TrustLedger incident response",
  source: "TrustLedger incident response runbook, last updated 2026-02-10",
  levels: {
    P0: {
      rank: 1,
      name: "Critical",
      definition:
        "System-wide outage; security breach with user funds at risk; smart contract vulnerability exploited",
      criteria: criteria.P0,
      response: { text: "Immediate action required", withinMin: 0 },
      opens: { channel: true, opsAlerts: true, issue: true },
      pages: ["on-call"],
      // The three places are the seed's; which level needs which, and who approves, is our choice: the commander "makes decisions".
      external: [
        {
          where: "Status page",
          what: "Update of the status page status.trustledger.org",
          when: "always",
          approvedBy: "commander",
        },
        {
          where: "Twitter",
          what: "Update on Twitter as @TrustLedger",
          when: "always",
          approvedBy: "commander",
        },
        { where: "Email", what: "Email to affected users", when: "always", approvedBy: "commander" },
      ],
      // The seed's first notification promises "updates every 2 hours".
      updateEveryMin: 120,
      publicUpdateEveryMin: 120,
      // Our choice: the whole core team.
      roles: ["commander", "technical", "communications", "legal"],
      // The seed's first phase: 15 minutes in which the response team is notified and activated.
      targets: { ackWithinMin: 15 },
      // The seed's key contacts. That they are next when nobody on call answers is our choice.
      whenUnreachable: "Write to security@trustledger.org and infra@trustledger.org, and call whom you can.",
      mitigation: containment,
      // Our choice: an answer within the hour falls into the phase that deploys hotfixes.
      offersHotfix: true,
      // Our choice: the seed's last phase takes "days to weeks" and names no level. A week where users were harmed.
      postmortem: { required: true, dueHours: 168 },
      // Our choice: with the postmortem, and twice as long for each level below.
      actionsNamedWithinDays: 7,
      actionsDoneWithinDays: 14,
      // "Monitor for issues" and "Post-mortem meeting", both without a span: a week each is our choice.
      watchDays: 7,
      meetingWithinHours: 168,
      // Our choice.
      forgottenAfterHours: 24,
    },
    P1: {
      rank: 2,
      name: "High",
      definition:
        "Major service degradation; security vulnerability discovered; data breach affecting user privacy",
      criteria: criteria.P1,
      response: { text: "Within 1 hour", withinMin: 60 },
      opens: { channel: true, opsAlerts: true, issue: true },
      pages: ["on-call"],
      // Our choice: no Twitter, which would tell the whole world of a vulnerability before it is fixed.
      external: [
        {
          where: "Status page",
          what: "Update of the status page status.trustledger.org",
          when: { downtimeOverMin: 30 },
          approvedBy: "commander",
        },
        {
          where: "Email",
          what: "Email to affected users",
          when: { downtimeOverMin: 120 },
          approvedBy: "commander",
        },
      ],
      updateEveryMin: 120,
      publicUpdateEveryMin: 120,
      roles: ["commander", "technical", "communications", "legal"],
      mitigation: containment,
      offersHotfix: true,
      postmortem: { required: true, dueHours: 168 },
      actionsNamedWithinDays: 7,
      actionsDoneWithinDays: 30,
      watchDays: 7,
      meetingWithinHours: 168,
      forgottenAfterHours: 24,
    },
    P2: {
      rank: 3,
      name: "Medium",
      definition: "Partial service degradation; non-critical security issues; performance issues",
      criteria: criteria.P2,
      response: { text: "Within 4 hours", withinMin: 240 },
      // The seed sets up communication channels for every incident that is declared.
      opens: { channel: true, opsAlerts: true, issue: true },
      // Our choice: nobody is woken for what has four hours, so `pages` is left out.
      external: [
        {
          where: "Status page",
          what: "Update of the status page status.trustledger.org",
          // Our choice: when it outlasts the seed's first hour of containment.
          when: { downtimeOverMin: 60 },
          approvedBy: "commander",
        },
      ],
      // The seed's "daily standups during active incidents".
      updateEveryMin: 1_440,
      // Our choice: those who decide and who look.
      roles: ["commander", "technical"],
      // Our choice: "days to weeks", and two of them where less was harmed.
      postmortem: { required: true, dueHours: 336 },
      actionsNamedWithinDays: 14,
      actionsDoneWithinDays: 60,
      watchDays: 7,
      meetingWithinHours: 336,
      forgottenAfterHours: 72,
    },
    P3: {
      rank: 4,
      name: "Low",
      definition: "Minor issues; monitoring alerts; user-reported bugs",
      criteria: criteria.P3,
      response: { text: "Within 24 hours", withinMin: 1_440 },
      // Our choice: a ticket is enough for a bug; the seed asks for one for every incident.
      opens: { channel: false, opsAlerts: false, issue: true },
      // Our choice: a bug or an alert needs no post-mortem meeting.
      postmortem: { required: false, dueHours: null },
      forgottenAfterHours: 336,
    },
  },
  // The seed gives the first 15 minutes to detection and assessment, which is where the level is determined.
  classification: { unsureAfterMin: 15 },
  roles: {
    commander: {
      name: "Incident Commander",
      duty: "Coordinates response, makes decisions.",
      // The seed has a primary, a secondary and an escalation contact around the clock; that they are asked to command is our choice.
      offeredTo: "on-call",
      // Our choice: five minutes each, so that all three are asked within the 15 minutes of assessment.
      acceptWithinMin: 5,
      sheet: sheets.commander,
    },
    technical: {
      name: "Technical Lead",
      duty: "Handles technical investigation.",
      sheet: sheets.technical,
    },
    communications: {
      name: "Communications Lead",
      duty: "Manages external communications.",
      remindedOf: ["update", "public-update"],
      sheet: sheets.communications,
    },
    legal: {
      name: "Legal/Compliance",
      duty: "Handles regulatory requirements.",
      sheet: sheets.legal,
    },
    // The extended team: no level needs them by itself, the commander calls them in.
    "security-expert": {
      name: "Security expert",
      duty: "Extended team, called in as needed: security.",
      isMany: true,
      sheet: sheets.extended,
    },
    "infrastructure-engineer": {
      name: "Infrastructure engineer",
      duty: "Extended team, called in as needed: infrastructure.",
      isMany: true,
      sheet: sheets.extended,
    },
    "contract-developer": {
      name: "Smart contract developer",
      duty: "Extended team, called in as needed: smart contracts.",
      isMany: true,
      sheet: sheets.extended,
    },
    "community-manager": {
      name: "Community manager",
      duty: "Extended team, called in as needed: the community.",
      isMany: true,
      sheet: sheets.extended,
    },
  },
  // Our choice: the same page in every preset, so that it need not move with the policy. Phone numbers stay out of it.
  onCall: { document: "runbooks/on-call-rotation.md" },
  people: {},
  postmortem: {
    // Our choice.
    path: "incidents/{date}-{slug}.md",
    // The seed's last phase begins when recovery is over.
    dueFrom: "resolved",
    // Our choice: in time to call the meeting, and on the last day.
    remindBeforeHours: [72, 24],
    remindOverdueEveryHours: 24,
  },
  // Our choice: the seed asks for prevention and names no list.
  tracker: { path: "docs/action-items.md" },
  // Our choice of name.
  hotfix: { branch: "hotfix/incident-{date}" },
  // Our choice: the seed says nothing of alert labels.
  alerts: {
    rules: [
      { match: { severity: ["p0", "emergency"] }, level: "P0" },
      { match: { severity: ["p1", "critical", "page", "high"] }, level: "P1" },
      { match: { severity: ["p2", "warning", "error", "major", "medium"] }, level: "P2" },
      { match: { severity: ["p3", "low", "minor", "info"] }, level: "P3" },
      { match: { severity: ["none"] }, level: null },
      // Uptime Kuma knows no severities: what cannot be reached is a major degradation.
      { match: { source: "uptime-kuma" }, level: "P1" },
      // "Monitoring alerts" are P3 by the seed.
      { match: {}, level: "P3" },
    ],
  },
  discord: {
    // The seed's dedicated channel, which is in Slack there.
    opsAlerts: "incident-response",
    // Our choice of these three.
    category: "Incidents",
    responderRole: "responder",
    onCallRole: "on-call",
  },
  github: { label: "incident" },
  ...trustledgerParts,
} as const;
