import type { Player } from "./player.ts";

/** What can be pictured of a policy. The form of approval is opened in the browser, the others are asked for here. */
type Dialog = "checklist" | "classify" | "who" | "clock" | "runbook" | "draft" | "approve";

/** What is pictured of one policy: a bad night. */
export type Scene = {
  policy: string;
  declare: { title: string; severity: string; description: string; where: string };
  lead: string;
  role: { person: string; value: string };
  task: { text: string; person: string };
  note: string;
  step: { step: string; note: string };
  draft: { where: string; text: string; "next-update": string };
  runbook: string;
  /** Which dialogs are pictured, besides the card and the word in #ops-alerts. */
  pictured: readonly Dialog[];
  /** What else happens before the draft. */
  also: { as: string; slash: string; options: Record<string, string> }[];
};

export const scenes: Scene[] = [
  {
    policy: "atrium",
    declare: {
      title: "Withdrawals fail for everyone",
      severity: "P1",
      description: "Every withdrawal since 13:50 UTC ends in an error.",
      where: "#ops-alerts",
    },
    lead: "Accept Incident commander",
    role: { person: "cy", value: "communications" },
    task: { text: "Roll the price feed back to the last good release", person: "bo" },
    note: "The price feed has answered nothing since its release at 13:48 UTC",
    step: { step: "fix-pushed", note: "Release 2.14.1, rolled back in the feed's repository" },
    draft: {
      where: "Twitter",
      text: "Withdrawals are failing at the moment. Deposits are not touched. We are rolling back a release and write again here.",
      "next-update": "30m",
    },
    runbook: "third-party-outage",
    pictured: ["checklist"],
    also: [],
  },
  {
    policy: "seal",
    declare: {
      title: "DAI vault is being drained",
      severity: "P1",
      description: "11 million DAI left the vault in four transactions.",
      where: "#ops-alerts",
    },
    lead: "Accept Incident Leader",
    role: { person: "cy", value: "communications" },
    task: { text: "Pause the vault with the guardian key", person: "bo" },
    note: "The attacker calls withdraw() again and again before the balance is written",
    step: { step: "call-started", note: "meet.example.org/inc-1" },
    draft: {
      where: "Community channels",
      text: "We are responding to a security incident in the DAI vault. Please do not use it until we write here again.",
      "next-update": "1h",
    },
    runbook: "smart-contract-exploit",
    pictured: ["runbook", "who", "draft", "approve"],
    also: [{ as: "dee", slash: "/call answered", options: { call: "C1" } }],
  },
  {
    policy: "pci",
    declare: {
      title: "Order export with card data read by a stranger",
      severity: "Severity 1",
      description: "An unknown token read the order export for two hours.",
      where: "#ops-alerts",
    },
    lead: "Accept Incident commander",
    role: { person: "cy", value: "communications" },
    task: { text: "Revoke the token that reads the export", person: "bo" },
    note: "The token was made for a partner whose contract ended in May",
    step: { step: "credentials-revoked", note: "Token export-7 revoked at 14:04 UTC" },
    draft: {
      where: "Designated stakeholders",
      text: "We are looking into an access to order data by somebody who should not have had it. It has been cut off.",
      "next-update": "4h",
    },
    runbook: "key-compromise",
    pictured: ["classify", "clock"],
    also: [
      {
        as: "ada",
        slash: "/clock decide",
        options: { answer: "yes", reason: "Card numbers stood in the export" },
      },
      {
        as: "ada",
        slash: "/clock anchor",
        options: { anchor: "card-data-suspected", facts: "The export holds card numbers", since: "20m" },
      },
    ],
  },
  {
    policy: "trustledger",
    declare: {
      title: "Bridge pays out twice for one deposit",
      severity: "P0",
      description: "Nine deposits were paid out twice since 02:10 UTC.",
      where: "#incident-response",
    },
    lead: "Accept Incident Commander",
    role: { person: "cy", value: "communications" },
    task: { text: "Stop the relayers of the bridge", person: "bo" },
    note: "Both relayers accept the same proof; the nonce is not checked",
    step: { step: "information-gathered", note: "Nine double payouts, 412,000 USDC, bridge v4.1" },
    draft: {
      where: "Status page",
      text: "The bridge is stopped while we look into wrong payouts. Deposits that are under way wait and are not lost.",
      "next-update": "2h",
    },
    runbook: "smart-contract-exploit",
    pictured: ["checklist"],
    also: [
      { as: "ada", slash: "/clock watch", options: { clock: "gdpr-33" } },
      {
        as: "ada",
        slash: "/clock decide",
        options: { answer: "unsure", reason: "Whether names were read is not known yet" },
      },
    ],
  },
];

/** Plays the scene; gives the room's name. Everything is done as people do it, and nothing may be refused. */
export async function play(muster: Player, scene: Scene): Promise<string> {
  const { where, ...options } = scene.declare;
  await muster.declare("ada", options, where);
  const room = `#${(await muster.incidentChannel("ada")).name}`;
  const does = async (as: string, slash: string, given: Record<string, unknown> = {}): Promise<void> => {
    const { ok, error } = await muster.slash(as, room, slash, given);
    if (!ok) throw new Error(`${scene.policy}: ${slash}: ${error ?? ""}`);
  };
  await muster.press("ada", room, scene.lead);
  await muster.press(scene.role.person, room, "Take a role");
  await muster.choose(scene.role.person, room, { "Choose the role you take": [scene.role.value] });
  await muster.advance("4m");
  await does("bo", "/incident note", { text: scene.note });
  await does("ada", "/task give", scene.task);
  await does("bo", "/task take", { task: "T1" });
  await does("ada", "/checklist tick", scene.step);
  await does("ada", "/runbook open", { runbook: scene.runbook });
  for (const { as, slash, options: given } of scene.also) await does(as, slash, given);
  await does("cy", "/comms draft", scene.draft);
  await muster.settle();
  return room;
}

const asks: Partial<Record<Dialog, string>> = {
  checklist: "/checklist show",
  classify: "/assess severity",
  who: "/call who",
  clock: "/clock list",
};

/** The messages to be pictured, by the picture's name. */
export async function answersOf(
  muster: Player,
  scene: Scene,
  room: string,
): Promise<Partial<Record<Dialog, string>>> {
  const found: Partial<Record<Dialog, string>> = {};
  for (const dialog of scene.pictured) {
    const slash = asks[dialog];
    if (slash !== undefined) found[dialog] = (await muster.slash("ada", room, slash)).sees[0]?.id ?? "";
    if (dialog === "runbook") found[dialog] = (await muster.press("ada", room, "Read it")).sees[0]?.id ?? "";
    if (dialog === "draft") found[dialog] = await messageWith(muster, room, "Approve");
  }
  return found;
}

async function messageWith(muster: Player, room: string, label: string): Promise<string> {
  const messages = await muster.messages("ada", room);
  return messages.findLast(({ buttons }) => buttons.some((button) => button.label === label))?.id ?? "";
}
