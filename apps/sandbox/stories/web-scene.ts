import type { Player } from "./player.ts";

type Does = (as: string, slash: string, options: Record<string, unknown>, where?: string) => Promise<string>;

function acting(muster: Player): Does {
  return async (as, slash, options, where = "#ops-alerts") => {
    const { ok, error, sees } = await muster.slash(as, where, slash, options);
    if (!ok) throw new Error(`${slash}: ${error ?? ""}`);
    return sees.map(({ text }) => text).join("\n");
  };
}

/** A bad night that goes on, and something secret beside it. Gives both refs. */
export async function playNight(muster: Player): Promise<{ ref: string; secret: string }> {
  const does = acting(muster);
  const told = await does("ada", "/access declare", {
    title: "Signer key on a lost laptop",
    severity: "P1",
    reason: "it may be out",
  });
  const [secret = ""] = /SEC-[A-Z0-9]{8}/.exec(told) ?? [];
  const { ref } = await muster.declare("ada", {
    title: "Deposits wait for hours",
    severity: "P1",
    description: "Every deposit since 13:50 UTC waits for its confirmation. Withdrawals work.",
  });
  const room = `#${(await muster.incidentChannel("ada", "deposits")).name}`;
  await does("cy", "/incident role", { role: "communications" }, room);
  await does("bo", "/incident note", { text: "The relay is silent since its release at 13:48 UTC" }, room);
  await does(
    "bo",
    "/task give",
    { text: "Roll the relay back to the last good release", person: "ada" },
    room,
  );
  const reason = "each one makes the queue longer";
  await does("bo", "/incident decision", { text: "Stop new deposits until the relay is back", reason }, room);
  await does("ada", "/action add", { text: "Alert when the relay is silent", owner: "bo", due: "7d" }, room);
  const draft = {
    where: "Announcements",
    text: "Deposits take hours at the moment. None is lost. We are rolling back a release and write again here.",
    "next-update": "30m",
  };
  await does("cy", "/comms draft", draft, room);
  await does("bo", "/comms approve", { draft: "D1", points: "verified,no-cause,action,next,read" }, room);
  await does("cy", "/comms publish", { draft: "D1" }, room);
  await muster.settle();
  return { ref, secret };
}
