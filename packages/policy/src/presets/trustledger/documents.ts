import { findings, incidentLog, publicReport } from "./documents/texts.ts";

/* Documents that the policy asks for. Their paths are our choice. */
export const documents = {
  documents: {
    findings: { name: "Post-incident report", text: findings },
    "incident-log": { name: "Incident log", path: "incidents/{date}-{slug}/log.md", text: incidentLog },
    "public-report": {
      name: "Public incident report (draft)",
      path: "incidents/{date}-{slug}/public-report.md",
      text: publicReport,
    },
  },
} as const;
