import type { SettableTime } from "@muster/incident";
import { because, family, maybePerson, maybeText, order, text, word } from "../grammar.ts";

/** What kind of trouble it is, what it touches, and who is needed. */
export const insightCommands = [
  ...family("assess", [
    {
      name: "show",
      also: ["list"],
      about: "The policy's questions, with what is known",
      fields: [],
      example: "/assess show",
      read: () => ({ ask: "look", at: "questions", page: null }),
    },
    {
      name: "severity",
      about: "The criteria that fit, with commas between; the highest level among them counts",
      fields: [text("criteria")],
      example: "/assess severity P0/key-compromise, P1/service-down",
      read: (given) => order({ do: "classify", criteria: listOf(given.text("criteria")) }),
    },
    {
      name: "kind",
      about: "What kind of incident it is: it brings its questions, experts and runbooks",
      fields: [text("kind")],
      example: "/assess kind oracle",
      read: (given) => order({ do: "set-kind", kind: given.text("kind") }),
    },
    {
      name: "source",
      about: "How it came to light",
      fields: [word("how"), maybeText("reference")],
      example: "/assess source user-report ticket 4711",
      read: (given) =>
        order({ do: "set-found-by", how: given.text("how"), ref: given.optional("reference") }),
    },
    {
      name: "answer",
      about: "Answer a question of the policy",
      fields: [word("question"), text("answer"), maybeText("note")],
      example: "/assess answer funds-at-risk yes, note: 1.2M USDC in the vault",
      read: (given) =>
        order({
          do: "answer-question",
          question: given.text("question"),
          answer: given.text("answer").replace(/[,;]$/, ""),
          note: given.optional("note"),
        }),
    },
    {
      name: "service",
      about: "A service that is hit, and how",
      fields: [text("name"), text("impact"), maybeText("critical", { oneOf: ["yes", "no"] })],
      example: "/assess service Withdrawals, impact: every second one fails",
      read: (given) => {
        const critical = given.optional("critical")?.toLowerCase() ?? null;
        return order({
          do: "note-service",
          name: given.text("name"),
          impact: given.text("impact"),
          isCritical: critical === null ? null : critical === "yes",
        });
      },
    },
    {
      name: "funds",
      about: "What is at-risk, lost or recovered",
      fields: [word("state"), word("amount"), word("asset"), maybeText("valued")],
      example: "/assess funds at-risk 1,250,000 USDC",
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
      name: "option",
      about: "A way to stop the damage, with how fast and how risky it is",
      fields: [text("what"), text("speed"), text("risk")],
      example: "/assess option Pause the vault, speed: 10 minutes, risk: nobody can withdraw",
      read: (given) =>
        order({
          do: "note-option",
          what: given.text("what"),
          speed: given.text("speed"),
          risk: given.text("risk"),
        }),
    },
    {
      name: "time",
      about: "When something really was, in UTC: started, detected, mitigated …",
      fields: [word("which"), text("at"), maybeText("sure", { oneOf: ["known", "about"] })],
      example: "/assess time started 2026-11-21 14:05",
      read: (given) =>
        order({
          do: "set-time",
          // Whoever writes something else is told by the core that there is no such time.
          time: given.text("which") as SettableTime,
          at: given.text("at"),
          isAbout: given.optional("sure")?.toLowerCase() === "about",
        }),
    },
  ]),
  ...family("call", [
    {
      name: "group",
      about: "Call a group in: decision makers, legal and others",
      fields: [word("group"), because(true)],
      example: "/call group legal because personal data may be out",
      read: (given) => order({ do: "call", whom: given.text("group"), reason: given.text("reason") }),
    },
    {
      name: "expert",
      about: "Call in whoever knows a domain; without an answer the backup is called",
      fields: [word("domain"), because(false)],
      example: "/call expert oracles because prices are stale",
      read: (given) => order({ do: "call", whom: given.text("domain"), reason: given.optional("reason") }),
    },
    {
      name: "answered",
      about: "You are on a call, or somebody else is who answered by other means",
      fields: [word("call"), maybePerson("person")],
      example: "/call answered C1 @bo",
      read: (given) => order({ do: "answer-call", call: given.text("call"), who: given.person("person") }),
    },
    {
      name: "bridge",
      about: "Keep the link of the video call on the card",
      fields: [word("link")],
      example: "/call bridge https://meet.example.org/inc-1",
      read: (given) => order({ do: "set-bridge", link: given.text("link") }),
    },
  ]),
  ...family("chain", [
    {
      name: "tx",
      about: "Note a transaction and what it did",
      fields: [word("hash"), text("what"), maybeText("chain")],
      example: "/chain tx 0x5c5…, what: drained the pool, chain: ethereum",
      read: (given) =>
        order({
          do: "note-transaction",
          hash: given.text("hash"),
          chain: given.optional("chain"),
          what: given.text("what"),
        }),
    },
    {
      name: "address",
      about: "Note an affected address, or how it stands now",
      fields: [word("address"), word("status"), text("what"), maybeText("chain")],
      example: "/chain address 0x5c5… paused the DAI vault",
      read: (given) =>
        order({
          do: "note-address",
          address: given.text("address"),
          chain: given.optional("chain"),
          what: given.text("what"),
          status: given.text("status"),
        }),
    },
    {
      name: "funds",
      about: "Note that money moved",
      fields: [
        word("from", { after: ["from"] }),
        word("to", { after: ["to"] }),
        text("amount"),
        maybeText("hash"),
        maybeText("recovery"),
      ],
      example: "/chain funds 0x5c5… 0x9aa… 11,000,000 DAI",
      read: (given) =>
        order({
          do: "note-movement",
          origin: given.text("from"),
          destination: given.text("to"),
          amount: given.text("amount"),
          hash: given.optional("hash"),
          recovery: given.optional("recovery"),
        }),
    },
    {
      name: "attacker",
      about: "Note an address of the attacker and what is known of it",
      fields: [word("address"), maybeText("known"), maybeText("funded-by")],
      example: "/chain attacker 0x9aa… funded through a mixer",
      read: (given) =>
        order({
          do: "note-attacker",
          address: given.text("address"),
          fundedBy: given.optional("funded-by"),
          known: given.optional("known"),
        }),
    },
  ]),
];

const listOf = (words: string): string[] =>
  words
    .split(/[,\s]+/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
