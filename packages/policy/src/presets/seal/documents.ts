import { incidentLog } from "./documents/incident-log.ts";
import { postMortem } from "./documents/post-mortem.ts";

/* Documents that the policy asks for. */
export const documents = {
  documents: {
    "post-mortem": { name: "Post-mortem", text: postMortem },
    "incident-log": {
      name: "Incident log",
      // Folder: our choice. The name is that of the log template beside the seed, YYYY-MM-DD-brief-description.
      path: "incident-logs/{date}-{slug}.md",
      text: incidentLog,
    },
  },
} as const;
