import { allNine, bring } from "../bring.ts";

/* Phases with their steps, and runbooks. */

// Our choice: a P3 is a ticket and goes through no phases.
const levels = ["P0", "P1", "P2"] as const;
/** Our choice: what must not be skipped silently where funds or data are at risk. */
const gated = { gates: "resolve", levels: ["P0", "P1"] } as const;

/** The response process, phase 1 to 5, with the seed's windows. What begins a phase by itself is our choice throughout. */
const phases = {
  // S4-27
  assessment: {
    name: "Detection and assessment",
    window: { fromMin: 0, toMin: 15 },
    levels,
    begins: "declared",
    steps: {
      // S4-28 to S4-31: the declaration keeps which source it was.
      "alert-received": {
        text: "The alert is received and on record.",
        group: "Alert reception",
        tickedBy: "declared",
      },
      // S4-32 to S4-34
      "severity-determined": {
        text: "The severity is determined.",
        group: "Initial assessment",
        tickedBy: "severity-set",
      },
      "information-gathered": {
        text: "Basic information is gathered.",
        group: "Initial assessment",
        note: "What happens, since when, who is affected.",
      },
      "team-notified": {
        text: "The response team is notified.",
        group: "Initial assessment",
        tickedBy: "on-call-told",
      },
      // S4-35 to S4-37
      "ticket-created": {
        text: "There is an incident ticket.",
        group: "Incident declaration",
        tickedBy: "issue-filed",
      },
      "team-activated": {
        text: "The team is active: somebody leads.",
        group: "Incident declaration",
        tickedBy: "led",
      },
      "channels-set-up": {
        text: "Communication channels are set up.",
        group: "Incident declaration",
        tickedBy: "channel-open",
      },
    },
  },
  // S4-38
  containment: {
    name: "Containment",
    window: { fromMin: 15, toMin: 60 },
    levels,
    begins: "led",
    steps: {
      // S4-39 to S4-41
      "emergency-stops": { text: "Emergency stops are in place.", group: "Isolate affected systems" },
      "accounts-disabled": { text: "Compromised accounts are disabled.", group: "Isolate affected systems" },
      "transactions-blocked": {
        text: "Malicious transactions are blocked.",
        group: "Isolate affected systems",
      },
      // S4-42 to S4-44
      "logs-preserved": {
        text: "Logs and data are preserved.",
        group: "Collect evidence",
        tickedBy: "evidence-kept",
      },
      "actions-documented": {
        text: "What was done is written down.",
        group: "Collect evidence",
        tickedBy: "noted",
      },
      "evidence-secured": {
        text: "Forensic evidence is secured.",
        group: "Collect evidence",
        tickedBy: "evidence-kept",
      },
      // S4-45
      "hotfix-deployed": {
        text: "A hotfix is deployed, if that is safe.",
        group: "Temporary mitigations",
        note: "Safe because …",
      },
      // S4-46, S4-47
      "rate-limited": { text: "Rate limits are in place.", group: "Temporary mitigations" },
      "monitoring-added": { text: "Additional monitoring is on.", group: "Temporary mitigations" },
    },
  },
  // S4-48
  investigation: {
    name: "Investigation",
    window: { fromMin: 60, toMin: 1_440 },
    levels,
    begins: "mitigated",
    looksForCause: true,
    steps: {
      // S4-49 to S4-51
      "logs-analyzed": {
        text: "Logs and transactions are analyzed.",
        group: "Root cause analysis",
        note: "What was looked at, and what it showed.",
        role: "technical",
      },
      "code-reviewed": {
        text: "Code and configuration are reviewed.",
        group: "Root cause analysis",
        note: "Which changes fall into the time before it began.",
        role: "technical",
      },
      "people-interviewed": {
        text: "Those who were there have told how it went.",
        group: "Root cause analysis",
        note: "Whom you asked, and how they saw it. Ask how, not why.",
        tickedBy: "interview-kept",
      },
      // S4-52 to S4-54
      "scope-determined": {
        text: "The scope of the compromise is determined.",
        group: "Impact assessment",
        tickedBy: "answer:scope",
      },
      "loss-calculated": {
        text: "The financial impact is calculated.",
        group: "Impact assessment",
        tickedBy: "funds-noted",
      },
      "exposure-assessed": {
        text: "Data exposure is assessed.",
        group: "Impact assessment",
        tickedBy: "answer:data-exposure",
      },
      // S4-55 to S4-57
      "fix-strategy": {
        text: "There is a strategy for the fix.",
        group: "Remediation planning",
        note: "What will be changed, and in which order.",
        role: "technical",
      },
      "communication-approach": {
        text: "There is a plan for what is told to whom.",
        group: "Remediation planning",
        note: "Who is told what, when, by whom.",
        tickedBy: "answer:communication-approach",
        role: "communications",
      },
      "rollback-prepared": {
        text: "The rollback is prepared, before the fix is deployed.",
        group: "Remediation planning",
        note: "How it is rolled back, and who can.",
        ...gated,
        role: "technical",
      },
    },
  },
  // S4-58. "Hours to days": no end in numbers.
  recovery: {
    name: "Recovery",
    window: { fromMin: 1_440, toMin: null },
    levels,
    steps: {
      // S4-59 to S4-61
      "patches-deployed": {
        text: "Security patches are deployed.",
        group: "Implement fixes",
        note: "Which change or deployment.",
      },
      "configuration-updated": { text: "Configurations are updated.", group: "Implement fixes" },
      "services-restored": { text: "Affected services are restored.", group: "Implement fixes" },
      // S4-62 to S4-64
      "tested-in-staging": {
        text: "The fix is tested in staging.",
        group: "Validation",
        note: "What was tested, and how it went.",
        ...gated,
      },
      "stability-watched": {
        text: "The system is stable.",
        group: "Validation",
        note: "What was watched, for how long.",
      },
      "controls-verified": {
        text: "Security controls are verified.",
        group: "Validation",
        note: "Which controls, and how.",
      },
      // S4-65 to S4-67
      "canary-deployed": {
        text: "The fix runs in a canary.",
        group: "Gradual rollout",
        note: "Which part of the traffic, since when.",
      },
      "canary-watched": { text: "The canary shows no issues.", group: "Gradual rollout" },
      "fully-deployed": { text: "The fix is fully in production.", group: "Gradual rollout" },
    },
  },
  // S4-68. "Days to weeks": no end in numbers.
  "post-incident": {
    name: "Post-incident",
    window: { fromMin: 1_440, toMin: null },
    levels,
    begins: "resolved",
    steps: {
      // S4-69 to S4-71
      "meeting-conducted": {
        text: "The post-mortem meeting took place.",
        group: "Lessons learned",
        tickedBy: "meeting-held",
      },
      "findings-documented": {
        text: "The findings are documented.",
        group: "Lessons learned",
        tickedBy: "postmortem-published",
      },
      "procedures-updated": { text: "Procedures are updated.", group: "Lessons learned", makesAction: true },
      // S4-72 to S4-74
      "users-notified": {
        text: "Affected users are notified.",
        group: "Communication",
        role: "communications",
      },
      "report-published": {
        text: "The incident report is published.",
        group: "Communication",
        tickedBy: "postmortem-published",
      },
      "stakeholders-updated": {
        text: "Stakeholders are updated.",
        group: "Communication",
        role: "communications",
      },
      // S4-75 to S4-77
      "controls-added": { text: "Additional controls are planned.", group: "Prevention", makesAction: true },
      "monitoring-updated": {
        text: "New monitoring rules are planned.",
        group: "Prevention",
        makesAction: true,
      },
      "testing-enhanced": { text: "Better tests are planned.", group: "Prevention", makesAction: true },
    },
  },
} as const;

export const checklist = {
  phases,
  // B8: the seed contains before it investigates.
  stopFirst:
    "What stops the damage now? Contain before you look for the cause: if an emergency stop, a rate limit or a rollback is faster than the full fix, do that first.",
  // B9: the seed validates before it rolls out. Which levels: our choice.
  confirmation: { levels },
  // S4-115: regular review. Each shows when it was last looked through.
  runbooks: bring(allNine),
} as const;
