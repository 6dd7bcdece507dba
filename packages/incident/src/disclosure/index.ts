import { no, yes } from "@muster/kernel";
import { readDue } from "../due.ts";
import type { Context, Decision, NextStep, Part, Timer, View } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { limits } from "../limits.ts";
import { withholdAll } from "../personal.ts";
import { isSamePerson } from "../person.ts";
import type { DisclosureCommand, DisclosureEvent, DisclosureRefusal, DisclosureState } from "./vocabulary.ts";

type Of<Name extends DisclosureCommand["do"]> = Extract<DisclosureCommand, { do: Name }>;
type Written = NonNullable<DisclosureState>;

/** The whole of it fits one message in Discord, so that those who confirm it see all of it. */
const textMax = 3_000;
const over = ["resolved", "closed"] as const;

/** What the public is told of a restricted incident, and when. Nothing of it goes out without two people, nor before its day. */
export const disclosure: Part<DisclosureCommand, DisclosureEvent, DisclosureRefusal, never> = {
  allowed: {
    "write-disclosure": over,
    "confirm-redactions": over,
    "approve-disclosure": over,
    "withdraw-disclosure": over,
  },
  openToTheNamed: [],
  texts: {
    // A secret in it is taken out, not refused: people paste from the record.
    "write-disclosure": ({ text }) => [{ field: "text", text: withholdAll(text).text, max: textMax }],
    "confirm-redactions": () => [],
    "approve-disclosure": () => [],
    "withdraw-disclosure": ({ reason: text }) => [{ field: "reason", text, max: limits.reason }],
  },
  decide: {
    "write-disclosure": write,
    "confirm-redactions": (incident, { version }) => {
      const found = current(incident, version);
      if (!found.ok) return found;
      return yes(found.value.confirmedBy === null ? [{ type: "redactions-confirmed", version }] : []);
    },
    "approve-disclosure": approve,
    "withdraw-disclosure": (incident, { reason }) => {
      if (incident.disclosure === null) return no({ because: "nothing-to-disclose" });
      if (incident.disclosure.disclosedAt !== null) return no({ because: "disclosed-already" });
      return yes([{ type: "disclosure-withdrawn", reason: reason.trim() }]);
    },
  },
  apply: {
    "disclosure-written": (incident, { version, text, on, withheld, by }) => ({
      ...incident,
      disclosure: {
        version,
        text,
        on,
        withheld,
        by,
        confirmedBy: null,
        approvedBy: null,
        disclosedAt: null,
      },
    }),
    "redactions-confirmed": (incident, { by }) => changed(incident, { confirmedBy: by }),
    "disclosure-approved": (incident, { by }) => changed(incident, { approvedBy: by }),
    "disclosure-withdrawn": (incident) => ({ ...incident, disclosure: null }),
    disclosed: (incident, { at }) => changed(incident, { disclosedAt: at }),
  },
  tell: {
    "disclosure-written": ({ version, on, withheld }) => ({
      kind: "access",
      text: `Public text ${version} for ${on}${withheld.length === 0 ? "" : `, without what was found in it: ${withheld.join(", ")}`}`,
    }),
    "redactions-confirmed": ({ version, by }) => ({
      kind: "access",
      text: `${by.name} read public text ${version} and confirms what was taken out of it`,
    }),
    "disclosure-approved": ({ version, by }) => ({
      kind: "access",
      text: `${by.name} approves public text ${version}`,
    }),
    "disclosure-withdrawn": ({ reason }) => ({
      kind: "access",
      text: `The public text was taken back, because ${reason}`,
    }),
    disclosed: ({ version }) => ({ kind: "access", text: `Public text ${version} goes out` }),
  },
  hearing: {
    "disclosure-written": "unless-said-there",
    "redactions-confirmed": "unless-said-there",
    "disclosure-approved": "unless-said-there",
    "disclosure-withdrawn": "unless-said-there",
    disclosed: "always",
  },
  explain: {
    "disclose-when-over": ({ ref }) =>
      `${ref} is not restricted, so its postmortem goes out by its pull request. There is nothing to disclose.`,
    "nothing-to-disclose": () => "There is no public text yet. Write one: /access disclose",
    "disclosure-changed": ({ version }) =>
      `That was an older text; it is ${version} now. Read it and press the button under it: /access public-text`,
    "redactions-unconfirmed": () =>
      "Nobody has confirmed what was taken out of it yet. Read it, then press “Confirm redactions”.",
    "disclosure-by-another": () =>
      "Somebody else must approve it than who wrote it and who confirmed the redactions. Ask one of those who can see this: /access who",
    "disclosed-already": () => "It went out already. To correct it, edit its pull request on GitHub.",
  },
  remind: {},
  timers,
  fire: {
    disclose: ({ incident }) => {
      const { disclosure: text } = incident;
      return text !== null && isReady(text) ? [{ type: "disclosed", version: text.version }] : [];
    },
  },
  nextSteps,
};

function write(incident: Incident, { text, on }: Of<"write-disclosure">, { now }: Context): Decision {
  if (incident.restricted === null) return no({ because: "disclose-when-over", ref: incident.ref });
  if (incident.disclosure?.disclosedAt != null) return no({ because: "disclosed-already" });
  const day = readDue(on, now);
  if (!day.ok) return day;
  const { text: clean, kinds } = withholdAll(text.trim());
  const version = (incident.disclosure?.version ?? 0) + 1;
  return yes([{ type: "disclosure-written", version, text: clean, on: day.value, withheld: kinds }]);
}

function approve(incident: Incident, { version }: Of<"approve-disclosure">, { actor }: Context): Decision {
  const found = current(incident, version);
  if (!found.ok) return found;
  const { by, confirmedBy, approvedBy } = found.value;
  if (confirmedBy === null) return no({ because: "redactions-unconfirmed" });
  if (isSamePerson(by, actor.person) || isSamePerson(confirmedBy, actor.person))
    return no({ because: "disclosure-by-another" });
  return yes(approvedBy === null ? [{ type: "disclosure-approved", version }] : []);
}

/** The text that is meant, if it is still the one that stands. */
function current(incident: Incident, version: number) {
  const { disclosure: text } = incident;
  if (text === null) return no<DisclosureRefusal>({ because: "nothing-to-disclose" });
  if (text.disclosedAt !== null) return no<DisclosureRefusal>({ because: "disclosed-already" });
  if (text.version !== version)
    return no<DisclosureRefusal>({ because: "disclosure-changed", version: text.version });
  return yes(text);
}

function isReady(text: DisclosureState): boolean {
  return text !== null && text.confirmedBy !== null && text.approvedBy !== null && text.disclosedAt === null;
}

function timers({ incident }: View): Timer[] {
  const { disclosure: text } = incident;
  return text !== null && isReady(text)
    ? [{ name: `disclose:${text.version}`, dueAt: new Date(`${text.on}T00:00:00Z`), manner: "clock" }]
    : [];
}

function nextSteps({ incident }: View): NextStep[] {
  const { disclosure: text } = incident;
  if (text === null || text.disclosedAt !== null || isReady(text)) return [];
  const what =
    text.confirmedBy === null ? "confirm what was taken out of it" : "approve it, as a second person";
  return [
    {
      when: "later",
      text: `The public text is for ${text.on}: read it and ${what}. /access public-text.`,
      staysInside: true,
    },
  ];
}

function changed(incident: Incident, change: Partial<Written>): Incident {
  const { disclosure: text } = incident;
  return text === null ? incident : { ...incident, disclosure: { ...text, ...change } };
}
