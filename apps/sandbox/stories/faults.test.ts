import { expect } from "vitest";
import { storyTest, type Player } from "./player.ts";

const test = storyTest
  // A call that hangs is given up soon, so that forty of them fit into a test run.
  .extend({ storyOptions: { callMaxMs: 800 } }).concurrent;

const calls = [
  ["discord", "POST /guilds/{guild.id}/channels"],
  ["discord", "POST /channels/{channel.id}/messages"],
  ["discord", "PUT /channels/{channel.id}/messages/pins/{message.id}"],
  ["github", "POST /repos/{owner}/{repo}/issues"],
  ["github", "PATCH /repos/{owner}/{repo}/issues/{issue_number}"],
] as const;
const deeds = ["500", "429", "drop", "hang"] as const;
const words = ["ace", "bat", "cat", "dog", "elk", "fox", "gnu", "hen"];

test.for(calls)(
  "%s %s fails before or after the work with 500, 429, drop or hang: one channel, one card, one message, one issue",
  { timeout: 400_000 },
  async ([platform, route], { muster }) => {
    const cases = (["before", "after"] as const).flatMap((when) => deeds.map((deed) => ({ when, deed })));
    for (const [index, { when, deed }] of cases.entries()) {
      const word = words[index]!; // As many as there are cases.
      await muster.faults({ [platform]: [{ route, times: 1, when, do: deed, retryAfterMs: 200 }] });
      await declareTrouble(muster, word);
      expect(await whatIsThere(muster, word), `${when} the work, ${deed}`).toEqual({
        channels: 1,
        cards: 1,
        alerts: 1,
        issues: 1,
        issueLeadsToChannel: true,
      });
      await muster.clearFaults();
    }
  },
);

async function declareTrouble(muster: Player, word: string): Promise<void> {
  const options = { title: `Trouble ${word}`, severity: "P1" };
  await muster.act({ as: "ada", in: "#ops-alerts", slash: "/incident declare", options });
  await muster.settle();
}

async function whatIsThere(muster: Player, word: string) {
  const channels = (await muster.channels("ada")).filter(({ name }) => name.includes(word));
  const alerts = await muster.messages("ada", "#ops-alerts");
  const issues = (await muster.github()).issues.filter(({ title }) => title.includes(word));
  return {
    channels: channels.length,
    cards: channels.flatMap(({ messages }) => messages).filter(({ pinned }) => pinned).length,
    alerts: alerts.filter(({ text, ephemeral }) => !ephemeral && text.includes(word)).length,
    issues: issues.length,
    issueLeadsToChannel: channels.every(({ id }) => issues.every(({ body }) => body.includes(id))),
  };
}
