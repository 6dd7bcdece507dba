import { expect, test } from "vitest";
import { useSandbox } from "./player.ts";

// A call that hangs is given up soon, so that forty of them fit into a test run.
const muster = useSandbox({ callMaxMs: 800 });

const deeds = ["500", "429", "drop", "hang"] as const;
const calls = [
  ["discord", "POST /guilds/{guild.id}/channels"],
  ["discord", "POST /channels/{channel.id}/messages"],
  ["discord", "PUT /channels/{channel.id}/messages/pins/{message.id}"],
  ["github", "POST /repos/{owner}/{repo}/issues"],
  ["github", "PATCH /repos/{owner}/{repo}/issues/{issue_number}"],
] as const;
const cases = calls.flatMap(([platform, route]) =>
  (["before", "after"] as const).flatMap((when) =>
    deeds.map((deed) => [platform, route, when, deed] as const),
  ),
);

let count = 0;

// A call that fails, or is done while its answer is lost, must end in the same world: each thing once.
test.each(cases)(
  "%s %s fails %s the work with %s: one channel, one card, one message, one issue",
  async (platform, route, when, deed) => {
    count += 1;
    const word = `case${String.fromCharCode(97 + (count % 26))}${String.fromCharCode(97 + Math.floor(count / 26))}`;
    // GitHub allows only so much new content a minute, and forty declarations are more than that.
    await muster.advance("1m");
    await muster.faults({ [platform]: [{ route, times: 1, when, do: deed, retryAfterMs: 200 }] });
    await muster.act({
      as: "ada",
      in: "#ops-alerts",
      slash: "/incident declare",
      options: { title: `Trouble ${word}`, severity: "P1" },
    });
    await muster.settle();

    const channels = (await muster.channels("ada")).filter(({ name }) => name.includes(word));
    expect(channels).toHaveLength(1);
    expect(channels[0]!.messages.filter(({ pinned }) => pinned)).toHaveLength(1);
    expect(
      (await muster.messages("ada", "#ops-alerts")).filter(
        ({ text, ephemeral }) => !ephemeral && text.includes(word),
      ),
    ).toHaveLength(1);
    const issues = (await muster.github()).issues.filter(({ title }) => title.includes(word));
    expect(issues).toHaveLength(1);
    expect(issues[0]!.body).toContain(channels[0]!.id);
    await muster.clearFaults();
  },
  60_000,
);
