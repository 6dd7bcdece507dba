import { fiveWhysText } from "../../five-whys.ts";

/* Documents that the policy asks for. The seed has one template, word for word in its headings: a file in `incidents/`. */
export const documents = {
  documents: { postmortem: { name: "Postmortem", text: fiveWhysText } },
} as const;
