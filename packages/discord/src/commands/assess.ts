import { fundsStates, limits, openQuestions, waysToFind } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { assessment } from "../views/assessment.ts";
import { classifyMessage } from "../views/classify.ts";
import { label } from "../views/neutralise.ts";
import { sayWay } from "../views/ways.ts";
import type { Choice } from "./choices.ts";
import { optional, order, required, type Family } from "./definition.ts";

const wordMax = 100;

/** How it came to light. The same everywhere, so that figures can be compared. */
export const wayChoices = (): Choice[] =>
  waysToFind.map((value) => ({ label: sayWay(value), value, description: value }));

const questionChoices = ({ questions }: Policy): Choice[] =>
  Object.entries(questions).map(([value, { text }]) => ({
    label: label(text, 100),
    value,
    description: label(value, 100),
  }));

/** Criteria and questions. */
export const assessCommands: Family = [
  {
    group: "assess",
    name: "severity",
    description: "Choose the criteria that fit; the highest level among them counts",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: classifyMessage }),
  },
  {
    group: "assess",
    name: "show",
    description: "What is known and what is not: questions, services, funds, options",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: assessment }),
  },
  {
    group: "assess",
    name: "kind",
    description: "What kind of incident it is: it brings its questions, experts and runbooks",
    isAboutIncident: true,
    options: [
      {
        ...required("kind", "choice", "Which kind"),
        choices: ({ kinds }: Policy) =>
          Object.entries(kinds).map(([value, { name, description }]) => ({
            label: label(name, 100),
            value,
            description: label(description ?? name, 100),
          })),
      },
    ],
    read: (given) => order({ do: "set-kind", kind: given.text("kind") }),
  },
  {
    group: "assess",
    name: "source",
    description: "How it came to light",
    isAboutIncident: true,
    options: [
      { ...required("how", "choice", "How it came to light"), choices: wayChoices },
      optional("reference", "line", "The report's number or link", limits.reason),
    ],
    read: (given) => order({ do: "set-found-by", how: given.text("how"), ref: given.optional("reference") }),
  },
  {
    group: "assess",
    name: "answer",
    description: "Answer a question of the policy; earlier answers stay in the record",
    isAboutIncident: true,
    options: [
      {
        ...required("question", "choice", "Which question"),
        choices: questionChoices,
        suggest: ({ incident, policy }) => {
          const open = openQuestions(incident, policy).map(({ id }) => id);
          const all = questionChoices(policy);
          return [
            ...all.filter(({ value }) => open.includes(value)),
            ...all.filter(({ value }) => !open.includes(value)),
          ];
        },
      },
      required(
        "answer",
        "paragraph",
        "Yes, no or unknown where that is asked; else what you know",
        limits.reason,
      ),
      optional("note", "paragraph", "How you know", limits.reason),
    ],
    read: (given) =>
      order({
        do: "answer-question",
        question: given.text("question"),
        answer: given.text("answer"),
        note: given.optional("note"),
      }),
  },
  {
    group: "assess",
    name: "service",
    description: "A service that is hit, and how; name it again when that changes",
    isAboutIncident: true,
    options: [
      {
        ...required("name", "pick", "Which service", wordMax),
        suggest: ({ incident, policy }) => {
          const known = Object.values(policy.services).map(({ name }) => name);
          const hit = incident.assess.services.map(({ name }) => name);
          return [...new Set([...hit, ...known])].map((name) => ({
            label: name,
            value: name,
            description: "",
          }));
        },
      },
      required("impact", "line", "What its users notice, and whether it works again", limits.action),
      {
        ...optional("critical", "choice", "Without it little works. Left out: as the policy says"),
        choices: () => [
          { label: "Critical", value: "yes", description: "Little works without it" },
          { label: "Not critical", value: "no", description: "The rest works" },
        ],
      },
    ],
    read: (given) => {
      const critical = given.optional("critical");
      return order({
        do: "note-service",
        name: given.text("name"),
        impact: given.text("impact"),
        isCritical: critical === null ? null : critical === "yes",
      });
    },
  },
  {
    group: "assess",
    name: "funds",
    description: "What is at risk, lost or recovered",
    isAboutIncident: true,
    options: [
      {
        ...required("state", "choice", "At risk, lost or recovered"),
        choices: () =>
          fundsStates.map((value) => ({
            label: value.replace("-", " "),
            value,
            description: `Funds ${value}`,
          })),
      },
      required("amount", "line", "How much, for example 1,250,000", wordMax),
      required("asset", "line", "Of what, for example USDC", wordMax),
      optional("valued", "line", "At which price and when, for example 3,100 USD at 14:00 UTC", wordMax),
    ],
    read: (given) =>
      order({
        do: "note-funds",
        state: given.text("state"),
        amount: given.text("amount"),
        asset: given.text("asset"),
        valuedAt: given.optional("valued"),
      }),
  },
  {
    group: "assess",
    name: "option",
    description: "A way to stop the damage, with how fast and how risky it is",
    isAboutIncident: true,
    options: [
      required("what", "line", "What would be done", limits.action),
      required("speed", "line", "How soon it helps, for example 10 minutes", wordMax),
      required("risk", "line", "What it may break or cost", limits.action),
    ],
    read: (given) =>
      order({
        do: "note-option",
        what: given.text("what"),
        speed: given.text("speed"),
        risk: given.text("risk"),
      }),
  },
];
