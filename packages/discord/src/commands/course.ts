import { limits } from "@muster/incident";
import { optional, order, required, type Family } from "./definition.ts";

/** What changes where an incident stands. */
export const steering: Family = [
  {
    group: "incident",
    name: "severity",
    description: "Set or change the severity",
    isAboutIncident: true,
    options: [
      required("level", "level", "If unsure, choose unsure: it takes the highest"),
      optional("reason", "paragraph", "Needed to lower it", limits.reason),
    ],
    read: (given) =>
      order({ do: "change-severity", level: given.text("level"), reason: given.optional("reason") }),
  },
  {
    group: "incident",
    name: "mitigate",
    description: "The damage has stopped: say what stopped it and how you know",
    isAboutIncident: true,
    options: [
      required("what", "paragraph", "What stopped the damage", limits.note),
      required("verified", "paragraph", "How you checked that it really stopped", limits.note),
    ],
    read: (given) => order({ do: "mitigate", what: given.text("what"), verified: given.text("verified") }),
  },
  {
    group: "incident",
    name: "resolve",
    description: "It is over: say how it ended",
    isAboutIncident: true,
    options: [required("summary", "paragraph", "What it was and how it ended", limits.summary)],
    read: (given) => order({ do: "resolve", summary: given.text("summary") }),
  },
  {
    group: "incident",
    name: "reopen",
    description: "It is back, or it was real after all",
    isAboutIncident: true,
    options: [required("reason", "paragraph", "What shows that it is not over", limits.reason)],
    read: (given) => order({ do: "reopen", reason: given.text("reason") }),
  },
  {
    group: "incident",
    name: "dismiss",
    description: "A false alarm: end it and keep the record",
    isAboutIncident: true,
    options: [required("reason", "paragraph", "How you know that it was a false alarm", limits.reason)],
    read: (given) => order({ do: "dismiss", reason: given.text("reason") }),
  },
  {
    group: "incident",
    name: "merge",
    description: "The same as another incident: go on there",
    isAboutIncident: true,
    options: [required("into", "incident", "The incident to go on in, for example INC-1", 100)],
    // The door looks `into` up before it hands the order on.
    read: (given) => order({ do: "merge", into: null, asked: given.text("into") }),
  },
  {
    group: "incident",
    name: "role",
    description: "Offer a role to somebody, or hand yours over; it moves when they accept",
    isAboutIncident: true,
    options: [required("role", "role", "Which role"), required("person", "person", "Who is to take it")],
    read: (given) => order({ do: "offer-role", role: given.text("role"), to: given.person("person")! }), // Required, so checked before.
  },
  {
    group: "incident",
    name: "hotfix",
    description: "Have a hotfix branch made in the repository",
    isAboutIncident: true,
    options: [],
    read: () => order({ do: "request-hotfix" }),
  },
];
