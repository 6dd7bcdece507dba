import { limits, rollcallTargets, speeds } from "@muster/incident";
import { scenariosOf } from "@muster/policy";
import { gapsOf, scoreDrill } from "@muster/insights";
import { drillReportView } from "../views/drill-report.ts";
import { label } from "../views/neutralise.ts";
import { optional, order, required, type Family } from "./definition.ts";

/** Practice. */
export const drillCommands: Family = [
  {
    group: "drill",
    name: "start",
    description: "Plan a drill: its room opens, people join, then somebody begins it",
    isAboutIncident: false,
    options: [
      {
        ...required("scenario", "choice", "What is practised"),
        choices: (policy) =>
          scenariosOf(policy).map(({ id, name, about }) => ({
            label: label(name, 100),
            value: id,
            description: label(about, 100),
          })),
      },
      {
        ...optional("speed", "choice", "How fast its minutes pass; left out: as they would"),
        choices: () =>
          speeds.map((speed) => ({
            label: speed === 1 ? "As it would be" : `${speed} times as fast`,
            value: String(speed),
          })),
      },
      {
        ...optional("full", "choice", "A full simulation: real speed, all roles"),
        choices: () => [
          { label: "Yes, a full simulation", value: "yes" },
          { label: "No, a drill", value: "no" },
        ],
      },
      {
        ...optional("invite", "choice", "Who reads the invitation"),
        choices: () => [
          { label: "Only me", value: "me" },
          { label: "Everybody in this channel, without a ping", value: "here" },
        ],
      },
    ],
    read: (given) => ({
      ask: "drill",
      what: "start",
      scenario: given.text("scenario"),
      speed: Number(given.optional("speed") ?? "1"),
      isFull: given.optional("full") === "yes",
      invites: given.optional("invite") === "here",
    }),
  },
  {
    group: "drill",
    name: "rollcall",
    description: "Ask people whom the policy names to press a button, and see how soon they do",
    isAboutIncident: false,
    options: [
      {
        ...required("whom", "choice", "Whom the policy names: a group, the experts, who is on call"),
        choices: (policy) =>
          rollcallTargets(policy).map(({ id, name }) => ({ label: label(name, 100), value: id })),
      },
    ],
    read: (given) => ({ ask: "drill", what: "rollcall", whom: given.text("whom") }),
  },
  {
    group: "drill",
    name: "list",
    description: "What can be practised, what is planned, and what was done",
    isAboutIncident: false,
    options: [],
    read: () => ({ ask: "drill", what: "list" }),
  },
  {
    group: "drill",
    name: "join",
    description: "Take part in a drill",
    isAboutIncident: true,
    options: [],
    read: () => order({ do: "join-drill" }),
  },
  {
    group: "drill",
    name: "leave",
    description: "Take no part any more",
    isAboutIncident: true,
    options: [],
    read: () => order({ do: "leave-drill" }),
  },
  {
    group: "drill",
    name: "begin",
    description: "Begin a drill with those who joined",
    isAboutIncident: true,
    options: [],
    read: () => order({ do: "begin-drill" }),
  },
  {
    group: "drill",
    name: "end",
    description: "End a drill before its time: it is scored as it stands",
    isAboutIncident: true,
    options: [],
    read: () => order({ do: "end-drill" }),
  },
  {
    group: "drill",
    name: "abort",
    description: "Stop a drill at once, for example for a real incident: no report",
    isAboutIncident: true,
    options: [required("reason", "paragraph", "Why it stops", limits.reason)],
    read: (given) => order({ do: "abort-drill", reason: given.text("reason") }),
  },
  {
    group: "drill",
    name: "report",
    description: "How a drill went, from its record",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: drillReportView }),
  },
  {
    group: "drill",
    name: "gaps",
    description: "What a drill has shown to be missing becomes action items",
    isAboutIncident: true,
    options: [
      required("owner", "person", "Who sees to it; each item can be given on"),
      required("due", "line", "By when: 2026-12-01, or days from now like 30d", 20),
    ],
    read: (given) => ({
      ask: "order-from",
      order: ({ incident, policy }) => {
        const score = scoreDrill(incident, policy);
        const gaps = score === null ? [] : gapsOf(incident, score);
        return { do: "take-gaps", gaps, owner: given.person("owner"), due: given.text("due") };
      },
    }),
  },
];
