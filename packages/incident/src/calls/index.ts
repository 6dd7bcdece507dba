import { named, no, yes } from "@muster/kernel";
import type { Part } from "../feature.ts";
import type { Incident } from "../incident.ts";
import { isActive } from "../is-active.ts";
import { limits } from "../limits.ts";
import { isSamePerson } from "../person.ts";
import { answer, call } from "./decide.ts";
import { callTimer, lapse } from "./timers.ts";
import type { Call, CallCommand, CallEvent, CallRefusal, CallReminder } from "./vocabulary.ts";

const nameMax = 80;
const linkMax = 400;

const nameOf = (people: { name: string }[]): string => people.map(({ name }) => name).join(", ");

/** People who are called in: experts, decision makers, legal. */
export const calls: Part<CallCommand, CallEvent, CallRefusal, CallReminder> = {
  allowed: {
    call: ["open", "mitigated", "resolved"],
    "answer-call": ["open", "mitigated", "resolved"],
    "set-bridge": ["open", "mitigated", "resolved"],
    "record-packet": ["open", "mitigated", "resolved"],
  },
  openToTheNamed: ["answer-call"],
  texts: {
    call: ({ whom, reason }) => [
      { field: "whom", text: whom, max: nameMax },
      ...(reason === null ? [] : [{ field: "reason", text: reason, max: limits.reason }]),
    ],
    "answer-call": () => [],
    "set-bridge": ({ link }) => [{ field: "link", text: link, max: linkMax }],
    "record-packet": ({ note }) => (note === null ? [] : [{ field: "note", text: note, max: limits.reason }]),
  },
  decide: {
    call: (incident, command, { setting }) => call(incident, command, setting.policy),
    "answer-call": answer,
    "set-bridge": (incident, { link }) => {
      const wanted = link.trim();
      if (!/^https:\/\/[^\s<>()[\]]+$/.test(wanted)) return no({ because: "not-a-link", asked: wanted });
      return yes(incident.calls.bridge === wanted ? [] : [{ type: "bridge-set", link: wanted }]);
    },
    "record-packet": (_incident, { to, note }, { setting }) => {
      const outside = named(setting.policy.outside, to);
      const known = Object.keys(setting.policy.outside);
      if (outside === undefined) return no({ because: "nobody-of-that-name", asked: to, known });
      return yes([{ type: "packet-sent", to, name: outside.name, note: note?.trim() ?? null }]);
    },
  },
  apply: {
    called: (incident, event) => {
      const { call: id, whom, kind, name, people, reason, at } = event;
      const rest = { answeredBy: null, answeredAt: null, isSilent: false };
      return withCalls(incident, [
        ...incident.calls.calls,
        { id, whom, kind, name, people, asked: people, reason, at, ...rest },
      ]);
    },
    "call-moved": (incident, { call: id, people, at }) =>
      changed(incident, id, (known) => ({ ...known, people, asked: [...known.asked, ...people], at })),
    "call-silent": (incident, { call: id, also = [] }) =>
      [id, ...also.map(({ call }) => call)].reduce(
        (all, silent) => changed(all, silent, (known) => ({ ...known, isSilent: true })),
        incident,
      ),
    "call-answered": (incident, { call: id, who, at }) =>
      changed(incident, id, (known) => ({ ...known, answeredBy: who, answeredAt: at })),
    "bridge-set": (incident, { link }) => ({ ...incident, calls: { ...incident.calls, bridge: link } }),
    "packet-sent": (incident, { to, at, by }) => ({
      ...incident,
      calls: { ...incident.calls, packets: [...incident.calls.packets, { to, at, by }] },
    }),
  },
  tell: {
    called: ({ name, people, reason }) => ({
      kind: "call",
      text: `Called: ${name}${people.length === 0 ? "" : ` (${nameOf(people)})`}, because ${reason}`,
    }),
    "call-moved": ({ name, silent, people }) => ({
      kind: "call",
      text: `No answer from ${nameOf(silent)} for ${name}; called ${nameOf(people)}`,
    }),
    "call-silent": ({ name, also = [] }) => ({
      kind: "call",
      text: `No answer from ${nameOf([{ name }, ...also])}`,
    }),
    "call-answered": ({ name, who, by }) => ({
      kind: "call",
      text: `${who.name} is on it (${name})${isSamePerson(who, by) ? "" : `, as ${by.name} says`}`,
    }),
    // The link itself stays in the room: whoever has it can join, and issues and reports are read by others.
    "bridge-set": () => ({ kind: "state", text: "A video call runs; its link is on the status card" }),
    "packet-sent": ({ name, note }) => ({
      kind: "call",
      text: `${name} was contacted${note === null ? "" : `: ${note}`}`,
    }),
  },
  hearing: {
    called: "from-the-start",
    "call-moved": "always",
    "call-silent": "always",
    "call-answered": "unless-said-there",
    "bridge-set": "unless-said-there",
    "packet-sent": "unless-said-there",
  },
  // Who was called first and who was called as the backup are other people: both hear of it.
  wants: {
    called: (incident, { call }) => waiting(incident, call),
    "call-moved": (incident, { call, people }) => {
      const subject = waiting(incident, call);
      return subject === null ? null : `${subject}:${people.map(({ name }) => name).join(",")}`;
    },
  },
  explain: {
    "nobody-of-that-name": ({ asked, known }) =>
      known.length === 0
        ? `The policy names nobody under \`${asked}\`, nor anybody else. /call who shows whom to call.`
        : `The policy names nobody under \`${asked}\`. Choose one of ${known.map((id) => `\`${id}\``).join(", ")}; /call who shows them all.`,
    "nobody-named": ({ name, id }) =>
      `The policy names nobody for ${name}, so nobody was called. Ask around, and write them in: \`experts.${id}.primary\` in .muster/policy.yaml.`,
    "called-already": ({ name, by }) =>
      by === null
        ? `${name} are called already; no answer yet. Reached somebody by other means? /call answered`
        : `${name} are called already, and ${by} is on it.`,
    "unknown-call": ({ asked, calls: known }) =>
      known.length === 0
        ? `There is no call \`${asked}\`; nobody was called yet. /call group or /call expert`
        : `There is no call \`${asked}\`. Choose one of ${known.map((id) => `\`${id}\``).join(", ")}.`,
    "call-for-others": ({ name }) =>
      `That call is for ${name}. If you reached one of them, a responder can say so: /call answered`,
    "not-a-link": ({ asked }) => `\`${asked}\` is no link. Paste the whole address, beginning with https://`,
  },
  remind: {},
  timers: (view) => view.incident.calls.calls.flatMap((known) => callTimer(known, view)),
  fire: {
    call: lapse,
  },
  nextSteps: () => [],
};

function withCalls(incident: Incident, all: Call[]): Incident {
  return { ...incident, calls: { ...incident.calls, calls: all } };
}

function changed(incident: Incident, id: string, change: (known: Call) => Call): Incident {
  return withCalls(
    incident,
    incident.calls.calls.map((known) => (known.id === id ? change(known) : known)),
  );
}

function waiting(incident: Incident, id: string): string | null {
  const call = incident.calls.calls.find((one) => one.id === id);
  return isActive(incident) && call?.answeredBy === null ? `call:${id}` : null;
}
