import type { Player } from "./player.ts";

/** A few days of a team: something resolved, something dismissed, something secret, and a bad night that goes on. Gives the secret one's ref. */
export async function playPast(muster: Player): Promise<string> {
  const ops = "#ops-alerts";
  const does = async (
    as: string,
    slash: string,
    options: Record<string, unknown>,
    where = ops,
  ): Promise<string> => {
    const { ok, error, sees } = await muster.slash(as, where, slash, options);
    if (!ok) throw new Error(`${slash}: ${error ?? ""}`);
    return sees.map(({ text }) => text).join("\n");
  };
  await does("ada", "/incident declare", { title: "Indexer lags behind by 40 blocks", severity: "P2" });
  await muster.advance("22m");
  const first = { incident: "INC-1" };
  await does("ada", "/incident mitigate", {
    ...first,
    what: "Read from the other node",
    verified: "Lag is 0 for ten minutes",
  });
  await muster.advance("40m");
  await does("ada", "/incident resolve", { ...first, summary: "The node was rolled back" });
  await does("ada", "/action add", {
    ...first,
    text: "Alert when the indexer is ten blocks behind",
    owner: "bo",
    due: "2d",
  });
  await does("ada", "/action add", {
    ...first,
    text: "Write down how to change nodes",
    owner: "ada",
    due: "30d",
  });
  await muster.advance("4d");
  await does("bo", "/incident declare", { title: "A phishing site copies our front page", severity: "P3" });
  await does("bo", "/incident dismiss", { incident: "INC-2", reason: "It is our own staging site" });
  const told = await does("ada", "/access declare", {
    title: "Signer key on a lost laptop",
    severity: "P1",
    reason: "it may be out",
  });
  const [secret = ""] = /SEC-[A-Z0-9]{8}/.exec(told) ?? [];

  await does("ada", "/incident declare", {
    title: "Withdrawals fail for everyone",
    severity: "P1",
    description: "Every withdrawal since 13:50 UTC ends in an error. Deposits work.",
  });
  await muster.settle();
  const room = `#${(await muster.incidentChannel("ada", "withdrawals")).name}`;
  await muster.press("bo", room, "Accept Incident commander");
  await muster.press("cy", room, "Take a role");
  await muster.choose("cy", room, { "Choose the role you take": ["communications"] });
  await muster.advance("4m");
  await does(
    "bo",
    "/incident note",
    { text: "The price feed is silent since its release at 13:48 UTC" },
    room,
  );
  await does(
    "bo",
    "/task give",
    { text: "Roll the price feed back to the last good release", person: "ada" },
    room,
  );
  await does(
    "bo",
    "/incident decision",
    { text: "Pause withdrawals until the feed is back", reason: "wrong prices are worse than none" },
    room,
  );
  const draft = {
    where: "Announcements",
    text: "Withdrawals are failing at the moment. Deposits are not touched. We are rolling back a release and write again here.",
    "next-update": "30m",
  };
  await does("cy", "/comms draft", draft, room);
  await does("bo", "/comms approve", { draft: "D1", points: "verified,no-cause,action,next,read" }, room);
  await does("cy", "/comms publish", { draft: "D1" }, room);
  await muster.settle();
  return secret;
}
