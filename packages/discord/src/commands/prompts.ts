import { limits, type Incident } from "@muster/incident";
import { asksView } from "../views/asks.ts";
import type { Choice } from "./choices.ts";
import { optional, order, required, type Family, type OptionDefinition } from "./definition.ts";

const ask: OptionDefinition = {
  ...required("ask", "pick", "Its number, for example Q1", 60),
  suggest: ({ incident }) => asksOf(incident),
};

function asksOf({ prompts }: Incident): Choice[] {
  return Object.values(prompts.asked).map(({ ask: value, text }) => ({
    label: `${value} ${text}`,
    value,
    description: "",
  }));
}

/** Snoozing and dismissing asks, and the stand-up. */
export const promptsCommands: Family = [
  {
    group: "muster",
    name: "asks",
    description: "What was asked here, what is put off or dismissed, and the way back",
    isAboutIncident: true,
    options: [],
    read: () => ({ ask: "look", at: ({ incident }) => asksView(incident) }),
  },
  {
    group: "muster",
    name: "not-needed",
    description: "An ask is not needed: it is not made again, and that is on record",
    isAboutIncident: true,
    options: [ask, optional("reason", "paragraph", "Why: somebody will ask in a month", limits.reason)],
    read: (given) => order({ do: "dismiss-ask", ask: given.text("ask"), reason: given.optional("reason") }),
  },
  {
    group: "review",
    name: "standup",
    description: "Stand-up: what is done, what comes next, what is blocked",
    isAboutIncident: true,
    options: [
      required("done", "paragraph", "What was done since the last one", limits.reason),
      required("next", "paragraph", "What comes next, and who does it", limits.reason),
      optional("blocked", "paragraph", "What stands in the way", limits.reason),
    ],
    read: (given) =>
      order({
        do: "stand-up",
        done: given.text("done"),
        next: given.text("next"),
        blocked: given.optional("blocked"),
      }),
  },
];
