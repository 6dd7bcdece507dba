import { recommendations, remediation, rootCause, summaryReport, timeline } from "./documents/texts.ts";

/* Documents that the policy asks for: the seed's five post-incident deliverables. That each is a file of its own is our choice. */
export const documents = {
  documents: {
    "summary-report": { name: "Incident summary report", text: summaryReport },
    timeline: { name: "Timeline of events", path: "incidents/{date}-{slug}/timeline.md", text: timeline },
    "root-cause": {
      name: "Root cause analysis",
      path: "incidents/{date}-{slug}/root-cause-analysis.md",
      text: rootCause,
    },
    remediation: {
      name: "Remediation actions taken",
      path: "incidents/{date}-{slug}/remediation-actions.md",
      text: remediation,
    },
    recommendations: {
      name: "Recommendations for prevention",
      path: "incidents/{date}-{slug}/recommendations.md",
      text: recommendations,
    },
  },
} as const;
