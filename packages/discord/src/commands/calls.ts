import { limits } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { packetMessage } from "../views/call-packet.ts";
import { whoToCall } from "../views/call-who.ts";
import { linkList } from "../views/link-list.ts";
import { label } from "../views/neutralise.ts";
import type { Choice } from "./choices.ts";
import { optional, order, required, type Family } from "./definition.ts";

const listed = (things: Record<string, { name: string; duty?: string; what?: string }>): Choice[] =>
  Object.entries(things).map(([id, { name, duty, what }]) => ({
    label: label(name, 100),
    value: id,
    description: label(duty ?? what ?? "", 100),
  }));

/** Calls for people. */
export const callsCommands: Family = [
  {
    group: "call",
    name: "who",
    description: "Whom do I call? Who is on call, who decides, who knows what",
    isAboutIncident: false,
    options: [],
    read: () => ({ ask: "look-around", at: whoToCall }),
  },
  {
    group: "call",
    name: "group",
    description: "Call a group in: decision makers, legal and others",
    isAboutIncident: true,
    options: [
      {
        ...required("group", "choice", "Which group"),
        choices: ({ groups }: Policy) => listed(groups),
      },
      required("reason", "paragraph", "Why they are needed, in a sentence", limits.reason),
    ],
    read: (given) => order({ do: "call", whom: given.text("group"), reason: given.text("reason") }),
  },
  {
    group: "call",
    name: "expert",
    description: "Call in whoever knows a domain; without an answer the backup is called",
    isAboutIncident: true,
    options: [
      {
        ...required("domain", "choice", "What they must know about"),
        choices: ({ experts }: Policy) => listed(experts),
      },
      optional("reason", "paragraph", "What they are to look at", limits.reason),
    ],
    read: (given) => order({ do: "call", whom: given.text("domain"), reason: given.optional("reason") }),
  },
  {
    group: "call",
    name: "answered",
    description: "Somebody who was called answered by other means: say who",
    isAboutIncident: true,
    options: [
      {
        ...required("call", "pick", "Which call, for example C1"),
        suggest: ({ incident }) =>
          incident.calls.calls.map(({ id, name }) => ({
            label: `${id} ${name}`,
            value: id,
            description: "",
          })),
      },
      optional("person", "person", "Who is on it. Left out: you"),
    ],
    read: (given) => order({ do: "answer-call", call: given.text("call"), who: given.person("person") }),
  },
  {
    group: "call",
    name: "bridge",
    description: "Keep the link of the video call on the card",
    isAboutIncident: true,
    options: [required("link", "line", "The whole address, beginning with https://", 400)],
    read: (given) => order({ do: "set-bridge", link: given.text("link") }),
  },
  {
    group: "call",
    name: "packet",
    description: "The message to outside help, filled in from the record; you send it yourself",
    isAboutIncident: true,
    options: [
      {
        ...optional("to", "choice", "To whom. Left out: the first that the policy has"),
        choices: ({ outside }: Policy) => listed(outside),
      },
    ],
    read: (given) => ({ ask: "look", at: (sight) => packetMessage(sight, given.optional("to")) }),
  },
  {
    group: "muster",
    name: "links",
    description: "Dashboards, logs, diagrams; with a reference, block explorers for it",
    isAboutIncident: false,
    options: [optional("reference", "line", "A transaction or an address, to be looked up", 150)],
    read: (given) => ({
      ask: "look-around",
      at: ({ policy }) => linkList(policy, given.optional("reference")),
    }),
  },
];
