import { criteria } from "./seal/assess.ts";
import { sealParts } from "./seal/parts.ts";
import { sheets } from "./seal/roles.ts";

/*
 * Seed 000: the incident response policy that the Security Alliance (SEAL) gives to protocols, with levels P1 to P5.
 * Fields marked "our choice" are silent in the seed. The documents that it refers to (staffing, logs, post-mortems, runbooks) stand
 * beside it; where a field is theirs, the comment says so.
 *
 * The Detector is no role to be taken: whoever declares is on record as the reporter, be it a person or an alert.
 */
export const seal = {
  id: "seal",
  name: "SEAL incident response",
  source: "Security Alliance, incident response template, policy version 1.0",
  levels: {
    P1: {
      rank: 1,
      name: "Critical",
      definition: "Loss of funds, critical systems down, active exploit",
      criteria: criteria.P1,
      examples: [
        "Active exploit",
        "Private key compromise",
        "Critical smart contract vulnerability",
        "Production down",
      ],
      response: {
        text: "Immediate. Core team. Scale as needed. Decision Makers involved",
        withinMin: 0,
      },
      opens: { channel: true, opsAlerts: true, issue: true },
      // Decision Makers are to be alerted immediately.
      pages: ["on-call", "decision-makers"],
      external: [
        {
          where: "Community channels",
          what: "Update drafted by the Communication Manager",
          // Our choice: the seed names no level. Users whose funds may be leaving must hear of it.
          when: "always",
          // The page on communications beside the seed: approved by the Incident Leader or a Decision Maker.
          approvedBy: "leader",
        },
      ],
      // Our choice: "frequency depends on severity" without numbers. The DDoS runbook beside the seed updates every 30 minutes.
      updateEveryMin: 30,
      roles: ["leader", "scribe", "communications", "decision-maker", "sme"],
      // The staffing page beside the seed: a separate Scribe for P1 and P2.
      separate: [["leader", "scribe"]],
      // "Keep the group minimal initially". The number is our choice: one for each role and one more.
      smallGroupMax: 6,
      // The staffing page: whoever is paged answers within 15 minutes.
      targets: { ackWithinMin: 15 },
      // The seed's fallbacks for whoever does not know whom to call, and the contact page's order for a P1.
      whenUnreachable:
        "Call the Decision Makers yourself and write to the team-wide address. On an active exploit call SEAL 911 first.",
      // The page on communications: always a time for the next update. An hour is our choice.
      publicUpdateEveryMin: 60,
      // Our choice, as the audit list beside the seed asks for an approval flow: two people for the highest level.
      approval: { roles: ["leader", "decision-maker"], groups: ["decision-makers"] },
      // The page on communications: @everyone and @here for P1 alone.
      mentions: "everyone",
      // Levels: the post-mortem template beside the seed asks for P1 to P3. A week is when the meeting is held at the latest;
      // that the document is due with it is our choice.
      postmortem: { required: true, dueHours: 168 },
      // The seed: items are named with owners and deadlines at the review, which is held within a week. The days after that, and how long items take: our choice.
      actionsNamedWithinDays: 10,
      actionsDoneWithinDays: 14,
      // Step 5: "Monitor for at least a week"; step 6: the meeting "within a week of resolution".
      watchDays: 7,
      meetingWithinHours: 168,
      // Our choice.
      forgottenAfterHours: 24,
    },
    P2: {
      rank: 2,
      name: "High",
      definition: "High impact to production, potential fund loss under specific conditions",
      criteria: criteria.P2,
      examples: [
        "Major vulnerability (not actively exploited)",
        "Significant outage",
        "DDoS on core services",
      ],
      response: { text: "Immediate", withinMin: 0 },
      opens: { channel: true, opsAlerts: true, issue: true },
      pages: ["on-call"],
      external: [
        {
          where: "Community channels",
          what: "Update drafted by the Communication Manager",
          // Our choice: users notice an outage after a while; a vulnerability that nobody exploits is not announced.
          when: { downtimeOverMin: 60 },
          approvedBy: "leader",
        },
      ],
      // Our choice, see P1. Half as often, as nothing is being lost yet.
      updateEveryMin: 60,
      roles: ["leader", "scribe", "communications", "sme"],
      separate: [["leader", "scribe"]],
      targets: { ackWithinMin: 15 },
      whenUnreachable: "Write to the team-wide address, and call a specialist for this yourself.",
      postmortem: { required: true, dueHours: 168 },
      actionsNamedWithinDays: 10,
      actionsDoneWithinDays: 30,
      watchDays: 7,
      meetingWithinHours: 168,
      forgottenAfterHours: 24,
    },
    P3: {
      rank: 3,
      name: "Moderate",
      definition: "Medium impact, no fund loss likely",
      criteria: criteria.P3,
      examples: ["Minor vulnerability", "Degraded performance", "Non-critical service down"],
      // The number is our choice: four hours are still "within hours".
      response: { text: "Within hours", withinMin: 240 },
      // Our choice: the seed makes a channel for what people coordinate, and does not say for which levels.
      opens: { channel: true, opsAlerts: true, issue: true },
      // Our choice: nobody is woken for what may take hours, so `pages` is left out.
      // Our choice, see P1. Once within the time for the response.
      updateEveryMin: 240,
      // The staffing page beside the seed: for minor incidents the Leader may be the Scribe as well.
      roles: ["leader", "scribe"],
      postmortem: { required: true, dueHours: 168 },
      actionsNamedWithinDays: 10,
      actionsDoneWithinDays: 60,
      watchDays: 7,
      meetingWithinHours: 168,
      forgottenAfterHours: 48,
    },
    P4: {
      rank: 4,
      name: "Low",
      definition: "Low impact, no fund loss",
      criteria: criteria.P4,
      examples: ["Minor bugs", "Display issues", "Non-urgent fixes"],
      response: { text: "Can be scheduled", withinMin: null },
      // Our choice: what can be scheduled needs a ticket, not a channel.
      opens: { channel: false, opsAlerts: false, issue: true },
      postmortem: { required: false, dueHours: null },
      // Our choice: what can be scheduled goes through no phases, so nobody is asked about it every day, and `watchDays` is left out.
      forgottenAfterHours: 168,
      ticketNote: "Can be scheduled.",
      // The staffing page: in small teams, one person does several things in a minor incident.
      everybodyFixes: true,
    },
    P5: {
      rank: 5,
      name: "Info",
      definition: "Informational, often from automated systems",
      criteria: criteria.P5,
      examples: ["Expiring certificates", "Resource spikes", "Maintenance notices"],
      response: { text: "No immediate action", withinMin: null },
      // Our choice: the issue is the record. It calls nobody, and an expiring certificate is not forgotten in it.
      opens: { channel: false, opsAlerts: false, issue: true },
      postmortem: { required: false, dueHours: null },
      // Our choice: nothing broke that could come back, so it is not watched.
      forgottenAfterHours: 720,
      ticketNote: "No immediate action.",
      everybodyFixes: true,
    },
  },
  // Our choice of minutes. That doubt takes the higher level is the seed's own rule.
  classification: { unsureAfterMin: 5 },
  roles: {
    leader: {
      name: "Incident Leader",
      duty: "Coordinates the response: assigns tasks, makes decisions, ensures the process is followed, escalates to Decision Makers when needed.",
      // Our choice: the seed hands off to a Leader and names the on-call team for whoever does not know whom to call.
      offeredTo: "on-call",
      // The staffing page beside the seed: whoever is paged answers within 15 minutes.
      acceptWithinMin: 15,
      sheet: sheets.leader,
    },
    scribe: {
      name: "Scribe",
      duty: "Documents everything in the incident log: timestamps in UTC, decisions and rationale. A focused role: does not fix things as well.",
      remindedOf: ["postmortem"],
      fixes: false,
      sheet: sheets.scribe,
    },
    communications: {
      name: "Communication Manager",
      duty: "Handles internal and external communications: drafts updates, coordinates with PR if needed, manages community channels.",
      remindedOf: ["update", "public-update"],
      // "Assign Communication Manager(s)"; the specialists and Decision Makers are plural in the seed, too.
      isMany: true,
      sheet: sheets.communications,
    },
    sme: {
      name: "Subject Matter Expert",
      duty: "Technical specialist called in for this type of incident: smart contracts, infrastructure, security and so on.",
      isMany: true,
      sheet: sheets.sme,
    },
    "decision-maker": {
      name: "Decision Maker",
      duty: "Senior leadership for high-stakes decisions: founders, security lead, legal and so on.",
      isMany: true,
      sheet: sheets["decision-maker"],
    },
  },
  // Our choice: the seed leaves rota or no rota to the team. The same page in every preset, so that it need not move with the policy.
  onCall: { document: "runbooks/on-call-rotation.md" },
  people: {},
  postmortem: {
    // Folder: our choice. The name is that of the log template beside the seed, YYYY-MM-DD-brief-description.
    path: "post-mortems/{date}-{slug}.md",
    dueFrom: "resolved",
    // Our choice: in time to prepare the draft, and on the last day.
    remindBeforeHours: [72, 24],
    remindOverdueEveryHours: 24,
    // After the resolution: "Team reviews timeline, identifies root causes, captures lessons".
    sections: ["What Went Wrong"],
    reviewers: { responders: true },
  },
  // Our choice: "track them to completion" names no place.
  tracker: { path: "docs/action-items.md" },
  // Our choice: the seed knows temporary fixes but no hotfix branch, so that no level offers one by itself.
  hotfix: { branch: "hotfix/incident-{date}" },
  // Our choice: the seed says nothing of alert labels. Between two levels the higher one, as it asks.
  alerts: {
    rules: [
      { match: { severity: ["p1", "critical", "page", "emergency"] }, level: "P1" },
      { match: { severity: ["p2", "high", "error", "major"] }, level: "P2" },
      { match: { severity: ["p3", "warning", "moderate", "medium"] }, level: "P3" },
      { match: { severity: ["p4", "low", "minor"] }, level: "P4" },
      // P5 is "often from automated systems".
      { match: { severity: ["p5", "info"] }, level: "P5" },
      { match: { severity: ["none"] }, level: null },
      // Uptime Kuma knows no severities: "production down" is an example of P1.
      { match: { source: "uptime-kuma" }, level: "P1" },
      { match: {}, level: "P2" },
    ],
  },
  // Our choice: the seed leaves tools and channels to the team.
  discord: {
    opsAlerts: "ops-alerts",
    category: "Incidents",
    responderRole: "responder",
    onCallRole: "on-call",
  },
  github: { label: "incident" },
  ...sealParts,
} as const;
