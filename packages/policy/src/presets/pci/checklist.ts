import { bring } from "../bring.ts";

/* Phases with their steps, and runbooks. */

/** The lifecycle, 1 to 7. When a phase begins by itself is our choice throughout. */
const phases = {
  detection: {
    name: "Detection",
    begins: "declared",
    // S3-29 to S3-32 are kinds of sources; the declaration keeps which one it was.
    steps: { "source-known": { text: "The source of the report is on record.", tickedBy: "declared" } },
  },
  triage: {
    name: "Triage",
    begins: "declared",
    steps: {
      // S3-33
      "severity-assessed": { text: "The severity is assessed.", tickedBy: "severity-set", role: "commander" },
      // S3-34
      "incident-validated": {
        text: "It is a true incident; if not, /incident dismiss.",
        note: "What shows that it is real.",
        role: "security",
      },
      // S3-35
      "systems-identified": {
        text: "Affected systems and data are identified.",
        note: "Which systems, and which kinds of data.",
        tickedBy: "answer:systems-and-data",
        role: "security",
      },
    },
  },
  containment: {
    name: "Containment",
    // S3R-3
    goal: "Limit what is exposed right now, before anything else.",
    begins: "severity-set",
    steps: {
      // S3-36 to S3-39
      "credentials-revoked": { text: "Compromised credentials are revoked.", role: "engineering" },
      "services-isolated": { text: "Affected services are isolated.", role: "engineering" },
      "addresses-blocked": { text: "Malicious IP addresses are blocked.", role: "engineering" },
      "integrations-disabled": { text: "Impacted integrations are disabled.", role: "engineering" },
      "exposure-stopped": { text: "The exposure has stopped: /incident mitigate.", tickedBy: "mitigated" },
    },
  },
  investigation: {
    name: "Investigation",
    begins: "mitigated",
    looksForCause: true,
    steps: {
      // S3-40 to S3-43
      "logs-analyzed": {
        text: "Logs and system activity are analyzed.",
        note: "What was looked at, for which span of time.",
        role: "security",
      },
      "entry-identified": {
        text: "Entry point and attack vector are identified.",
        note: "Where they came in, and how.",
        role: "security",
      },
      "scope-determined": {
        text: "The scope of the impact is determined.",
        note: "What is hit, and what is not.",
        role: "security",
      },
      "data-access-confirmed": {
        text: "It is known whether data was accessed or altered.",
        note: "Yes, no or unknown; and what shows it.",
        role: "security",
      },
    },
  },
  eradication: {
    name: "Eradication",
    begins: "root-cause-found",
    steps: {
      // S3-44 to S3-47
      "artifacts-removed": { text: "Malicious artifacts are removed.", role: "engineering" },
      "vulnerabilities-patched": {
        text: "Vulnerabilities are patched.",
        note: "The link to the change.",
        role: "engineering",
      },
      "credentials-rotated": {
        text: "Credentials and keys are rotated.",
        note: "Which ones, by name only, and who rotated each.",
        role: "engineering",
      },
      "fixes-applied": { text: "Security fixes are applied.", role: "engineering" },
    },
  },
  recovery: {
    name: "Recovery",
    steps: {
      // S3-48
      "services-restored": { text: "Services are back to normal operation.", role: "engineering" },
      // S3-49, S3R-4: validated before normal operations. That the lower levels need no gate is our choice.
      "integrity-validated": {
        text: "The integrity of systems and data is validated.",
        note: "What was compared with what, and that it agrees.",
        gates: "resolve",
        levels: ["Severity 1", "Severity 2"],
        role: "engineering",
      },
      // S3-50
      "recurrence-watched": { text: "Somebody watches for recurrence.", role: "engineering" },
    },
  },
  review: {
    name: "Post-incident review",
    begins: "resolved",
    steps: {
      // S3-51 to S3-54
      "cause-documented": { text: "The root cause is documented.", tickedBy: "root-cause-found" },
      "gaps-identified": {
        text: "Gaps in detection or response are identified.",
        note: "What was missed or slow, or that nothing was.",
      },
      "corrections-defined": { text: "Corrective actions are defined.", tickedBy: "action-named" },
      "documentation-updated": {
        text: "Documentation and controls are updated.",
        makesAction: true,
      },
    },
  },
} as const;

export const checklist = {
  phases,
  // S3R-3, in our words.
  stopFirst:
    "What limits the exposure right now? Contain first: revoke, isolate, block, disable. A temporary measure that is faster comes before the full fix.",
  // Our choice: those of the nine that concern a platform without contracts on a chain.
  runbooks: bring([
    "key-compromise",
    "frontend-compromise",
    "dns-hijack",
    "cdn-hosting-compromise",
    "dependency-attack",
    "build-pipeline-compromise",
    "ddos-attack",
    "third-party-outage",
  ]),
} as const;
