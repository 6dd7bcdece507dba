import { criteria } from "./pci/assess.ts";
import { pciParts } from "./pci/parts.ts";
import { sheets } from "./pci/roles.ts";

/*
 * Seed 003: an incident response page in line with PCI DSS practices, with Severity 1 to 4.
 * Fields marked "our choice" are silent in the seed, which gives no time limit of any kind. Its levels have criteria and no
 * definitions, so each definition is its criteria in a row. Its section on external communication is a copy of the internal one;
 * a later version of the page says what is meant, and that stands here.
 */
/** The seed's "common containment actions". Shown where somebody may be inside: our choice. */
const containment = [
  { text: "Revoke compromised credentials." },
  { text: "Isolate affected services." },
  { text: "Block malicious IP addresses." },
  { text: "Disable impacted integrations." },
] as const;

export const pci = {
  id: "pci",
  name: "PCI incident response",
  source: "Incident response page in line with PCI DSS practices",
  levels: {
    "Severity 1": {
      rank: 1,
      name: "Critical",
      definition:
        "Confirmed data breach; active unauthorized access; major service outage impacting all users",
      criteria: criteria["Severity 1"],
      // Our choice: data is being taken, or nobody is served. The seed's escalation rule says "immediately" for both.
      response: { text: "Immediate", withinMin: 0 },
      opens: { channel: true, opsAlerts: true, issue: true },
      // Our choice: whom to call is open in the seed.
      pages: ["on-call"],
      external: [
        {
          where: "Designated stakeholders",
          what: "Update to the designated stakeholders, fit to severity and scope, in line with legal and regulatory duties",
          // Our choice: a confirmed breach or an outage for everybody concerns those outside from the beginning.
          when: "always",
          // Our choice: the page says "approved" and not by whom; the commander coordinates decisions.
          approvedBy: "commander",
        },
      ],
      // Our choice: "regular status updates" without numbers, for those outside as well.
      publicUpdateEveryMin: 240,
      // Our choice: "regular status updates" without numbers. Half an hour is common practice for the highest level.
      updateEveryMin: 30,
      // Our choice: the seed does not say which role is needed when. All of them here.
      roles: ["commander", "security", "engineering", "communications"],
      // Our choice, as long as the first person on call has to answer.
      targets: { ackWithinMin: 15 },
      // Our choice: the seed says "escalate immediately" for what this level is about.
      whenUnreachable:
        "Call the next person who may decide yourself, and begin with containment: credentials, services, addresses, integrations.",
      mitigation: containment,
      // Our choice of hours: the review is for every incident and has no deadline. Card brands ask for a report within three
      // business days of a breach, so the team's own findings had better be there by then.
      postmortem: { required: true, dueHours: 72 },
      // Our choice, as for the postmortem in which the seed wants corrective actions.
      actionsNamedWithinDays: 3,
      actionsDoneWithinDays: 14,
      // "Monitor for recurrence", without a span: a week is our choice, and so is one for the meeting.
      watchDays: 7,
      meetingWithinHours: 168,
      // Our choice.
      forgottenAfterHours: 24,
    },
    "Severity 2": {
      rank: 2,
      name: "High",
      definition:
        "Suspected compromise; partial service disruption; unauthorized activity with limited scope",
      criteria: criteria["Severity 2"],
      // Our choice: a suspicion may be a breach already, so within the hour.
      response: { text: "Within 1 hour", withinMin: 60 },
      opens: { channel: true, opsAlerts: true, issue: true },
      pages: ["on-call"],
      external: [
        {
          where: "Designated stakeholders",
          what: "Update to the designated stakeholders, fit to severity and scope, in line with legal and regulatory duties",
          // Our choice: a suspicion is not told outside before it is known; a disruption is, once it lasts.
          when: { downtimeOverMin: 60 },
          approvedBy: "commander",
        },
      ],
      // Our choice, see Severity 1.
      updateEveryMin: 60,
      roles: ["commander", "security", "engineering", "communications"],
      mitigation: containment,
      // Our choice of hours: a week.
      postmortem: { required: true, dueHours: 168 },
      actionsNamedWithinDays: 7,
      actionsDoneWithinDays: 30,
      watchDays: 7,
      meetingWithinHours: 168,
      forgottenAfterHours: 24,
    },
    "Severity 3": {
      rank: 3,
      name: "Medium",
      definition: "Policy violations; suspicious activity without confirmed impact",
      criteria: criteria["Severity 3"],
      // Our choice: nothing is confirmed to be harmed, and a day is soon enough to find out.
      response: { text: "Within 24 hours", withinMin: 1_440 },
      // Our choice: it is looked into in the open channel; what turns out to be worse is raised and gets a channel of its own.
      opens: { channel: false, opsAlerts: true, issue: true },
      // Our choice: someone decides, someone looks.
      roles: ["commander", "security"],
      // Our choice of hours: two weeks.
      postmortem: { required: true, dueHours: 336 },
      actionsNamedWithinDays: 14,
      actionsDoneWithinDays: 60,
      watchDays: 7,
      forgottenAfterHours: 72,
    },
    "Severity 4": {
      rank: 4,
      name: "Low",
      definition: "Informational alerts; non-impacting anomalies",
      criteria: criteria["Severity 4"],
      // Our choice of words for "no time limit".
      response: { text: "When next reviewed", withinMin: null },
      // Our choice: the central log gets its entry, and nobody is called.
      opens: { channel: false, opsAlerts: false, issue: true },
      // Our choice: without an impact there is nothing to review; triage validates "whether the event is a true incident".
      postmortem: { required: false, dueHours: null },
      forgottenAfterHours: 720,
    },
  },
  // Our choice: "escalate immediately if the scope is unclear" means the highest level, after a quarter of an hour for triage.
  classification: { unsureAfterMin: 15 },
  roles: {
    commander: {
      name: "Incident commander",
      duty: "Leads response efforts and coordinates decision-making.",
      // Our choice: PCI DSS asks for people who can be reached around the clock, so it is offered to whoever is on call.
      offeredTo: "on-call",
      // Our choice: then the next person is asked.
      acceptWithinMin: 15,
      sheet: sheets.commander,
    },
    security: {
      name: "Security lead",
      duty: "Investigates the root cause. Determines scope and impact.",
      sheet: sheets.security,
    },
    engineering: {
      name: "Engineering team",
      duty: "Implements containment and remediation actions. Restores system functionality.",
      // A team, so several people.
      isMany: true,
      sheet: sheets.engineering,
    },
    communications: {
      name: "Communications lead",
      duty: "Manages internal and external communication. Coordinates stakeholder updates.",
      remindedOf: ["update", "public-update"],
      sheet: sheets.communications,
    },
  },
  // Our choice: the same page in every preset, so that it need not move with the policy.
  onCall: { document: "runbooks/on-call-rotation.md" },
  people: {},
  postmortem: {
    // Our choice.
    path: "incidents/{date}-{slug}.md",
    // Our choice: the review is the last step of the lifecycle, after recovery.
    dueFrom: "resolved",
    // Our choice.
    remindBeforeHours: [24],
    remindOverdueEveryHours: 24,
  },
  // Our choice: "corrective actions" have no place in the seed.
  tracker: { path: "docs/corrective-actions.md" },
  // Our choice: the seed knows no hotfix branch, so that no level offers one by itself.
  hotfix: { branch: "hotfix/incident-{date}" },
  // Our choice: the seed says nothing of alert labels.
  alerts: {
    rules: [
      {
        match: { severity: ["1", "sev1", "severity 1", "critical", "page", "emergency"] },
        level: "Severity 1",
      },
      { match: { severity: ["2", "sev2", "severity 2", "high", "error", "major"] }, level: "Severity 2" },
      {
        match: { severity: ["3", "sev3", "severity 3", "warning", "medium", "moderate"] },
        level: "Severity 3",
      },
      // "Informational alerts" are Severity 4 by the seed.
      { match: { severity: ["4", "sev4", "severity 4", "low", "minor", "info"] }, level: "Severity 4" },
      { match: { severity: ["none"] }, level: null },
      // Uptime Kuma knows no severities: one thing that cannot be reached is a partial disruption.
      { match: { source: "uptime-kuma" }, level: "Severity 2" },
      // Suspicious, and no impact confirmed.
      { match: {}, level: "Severity 3" },
    ],
  },
  // Our choice: the seed names no channels.
  discord: {
    opsAlerts: "ops-alerts",
    category: "Incidents",
    responderRole: "responder",
    onCallRole: "on-call",
  },
  github: { label: "incident" },
  ...pciParts,
} as const;
