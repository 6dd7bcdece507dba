/* Criteria, questions and escalation. */

/** The bullets under each severity. */
export const criteria = {
  "Severity 1": {
    breach: "Confirmed data breach",
    access: "Active unauthorized access",
    outage: "Major service outage impacting all users",
  },
  "Severity 2": {
    suspicion: "Suspected compromise",
    partial: "Partial service disruption",
    limited: "Unauthorized activity with limited scope",
  },
  "Severity 3": {
    violation: "Policy violations",
    suspicious: "Suspicious activity without confirmed impact",
  },
  "Severity 4": {
    alerts: "Informational alerts",
    anomalies: "Non-impacting anomalies",
  },
} as const;

/** The seed: "escalate immediately if …", and to whom is open. Our choice: those who decide are called at once. */
const escalateTo = ["decision-makers"] as const;

export const assess = {
  // The scope of the page.
  kinds: {
    access: {
      name: "Unauthorized access or suspected compromise",
      asks: ["entry-point", "data-accessed"],
      calls: ["decision-makers"],
    },
    exposure: {
      name: "Data exposure or potential data leakage",
      asks: ["entry-point", "data-accessed", "regulated-data", "reporting"],
      calls: ["decision-makers", "legal"],
    },
    disruption: {
      name: "Service disruption caused by malicious activity",
      asks: ["malicious", "entry-point"],
      calls: ["decision-makers"],
    },
    integrity: {
      name: "Integrity issues affecting system or data accuracy",
      asks: ["data-accessed"],
      calls: ["decision-makers"],
    },
  },
  questions: {
    // Triage: "identify affected systems and data".
    "systems-and-data": { text: "Which systems and which data are affected?", role: "security" },
    // Escalation criteria, in the page's order.
    "data-exposed": {
      text: "Is sensitive data suspected to be exposed?",
      asks: "yes-no-unknown",
      role: "security",
      escalates: {
        on: ["yes"],
        reason: "Escalate immediately if sensitive data is suspected to be exposed",
        // "Suspected compromise" is a criterion of this level.
        raisesTo: "Severity 2",
        raises: "at-once",
        calls: escalateTo,
        opensClocks: ["pci-acq", "pci-visa"],
      },
    },
    "scope-clear": {
      text: "Is the scope of the incident clear?",
      asks: "yes-no-unknown",
      role: "security",
      // Our choice: half an hour of looking, then it has to be said.
      askAfterMin: 30,
      escalates: {
        on: ["no", "unknown"],
        reason: "Escalate immediately if the scope is unclear or expanding",
        raisesTo: "Severity 1",
        calls: escalateTo,
      },
    },
    reporting: {
      text: "May regulatory reporting be required?",
      asks: "yes-no-unknown",
      role: "commander",
      escalates: {
        on: ["yes", "unknown"],
        reason: "Escalate immediately if regulatory reporting may be required",
        calls: ["legal", "decision-makers"],
        opensClocks: ["gdpr-33", "pci-acq", "pci-visa"],
      },
    },
    // A later version of the page: regulated data may force legal review.
    "regulated-data": {
      text: "Is regulated data involved, such as card numbers or personal data?",
      asks: "yes-no-unknown",
      role: "security",
      banner:
        "Regulated data: protect it first. Keep it out of channels and tickets, and let in only those who need to know.",
      escalates: {
        on: ["yes"],
        reason: "Regulated data may require legal review and notification",
        calls: ["legal"],
        opensClocks: ["pci-acq", "pci-visa"],
      },
    },
    // Investigation.
    "entry-point": { text: "What was the entry point, and by which attack vector?", role: "security" },
    impact: { text: "How far does the impact reach?", role: "security" },
    "data-accessed": {
      text: "Was data accessed or altered?",
      asks: "yes-no-unknown",
      role: "security",
      escalates: {
        on: ["yes"],
        reason: "A confirmed data breach is the highest severity",
        raisesTo: "Severity 1",
        raises: "at-once",
        calls: ["decision-makers", "legal"],
        opensClocks: ["pci-acq", "pci-visa", "gdpr-33"],
      },
    },
    malicious: {
      text: "Is the disruption caused by malicious activity?",
      asks: "yes-no-unknown",
      role: "security",
      askedOf: "kinds",
    },
  },
  escalations: {
    "scope-expands": {
      when: "services-grow",
      text: "Escalate immediately if the scope is unclear or expanding",
      raisesTo: "Severity 1",
      calls: escalateTo,
    },
    "critical-functionality": {
      when: "critical-service",
      text: "Escalate immediately if the disruption impacts critical functionality",
      // Our choice: whether it is a "major outage impacting all users" is for people to say.
      raisesTo: "Severity 1",
      calls: escalateTo,
    },
  },
  discretion: { foundBy: ["bug-bounty", "audit"] },
} as const;
