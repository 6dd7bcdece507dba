import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fork } from "node:child_process";
import { once } from "node:events";
import { REST, type TextChannel } from "discord.js";
import { afterEach, beforeEach, expect, test } from "vitest";
import { aBot, aSim, aWorld, channelIdOf, rawRest } from "./world.ts";

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "discord-sim-"));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

test("everything that was answered is there after a restart: messages, files, commands and nonces", async () => {
  const persistTo = join(dir, "world.json");
  const first = await aWorld({ persistTo });
  const bot = await aBot(first);
  await bot.client.application.commands.set([{ name: "x", description: "d" }]);
  const general = bot.client.channels.cache.get(channelIdOf(first, "general")) as TextChannel;
  const sent = await general.send({ content: "kept", nonce: "n1", enforceNonce: true });
  await general.send({ files: [{ attachment: Buffer.from("bytes"), name: "a.txt" }] });
  await bot.client.destroy();
  await first.close();

  const second = await aSim({ persistTo });

  expect(second.messagesIn("general").map((m) => m.text)).toEqual(["kept", ""]);
  expect(second.person("ada").commands()).toEqual(["x"]);
  const again = (await rawRest(second).post(`/channels/${sent.channelId}/messages`, {
    body: { content: "kept", nonce: "n1", enforce_nonce: true },
  })) as { id: string };
  expect(again.id).toBe(sent.id);
  const { url } = second.messagesIn("general")[1]!.attachments[0]!;
  expect(await (await fetch(url)).text()).toBe("bytes");
});

test("a kill in mid-flight loses nothing that was answered", async () => {
  const persistTo = join(dir, "world.json");
  const prepared = await aWorld({ persistTo });
  const channel = channelIdOf(prepared, "general");
  const { token } = prepared.app();
  await prepared.close();

  const child = fork(new URL("../src/main.ts", import.meta.url), ["--data", persistTo], {
    silent: true,
    execArgv: [],
  });
  const [line] = (await once(child.stdout!, "data")) as [Buffer];
  const { apiUrl } = JSON.parse(line.toString("utf8")) as { apiUrl: string };
  const rest = new REST({ api: apiUrl, retries: 0 }).setToken(token);
  const answered: string[] = [];
  for (let i = 0; i < 4; i += 1) {
    const { id } = (await rest.post(`/channels/${channel}/messages`, { body: { content: `${i}` } })) as {
      id: string;
    };
    answered.push(id);
  }
  child.kill("SIGKILL");
  await once(child, "exit");

  const after = await aSim({ persistTo });
  expect(after.messagesIn("general").map((m) => m.id)).toEqual(answered);
});

test("a snapshot is a world of its own", async () => {
  const sim = await aWorld();
  sim.person("ada").say("before");
  const snapshot = JSON.parse(JSON.stringify(sim.snapshot())) as ReturnType<typeof sim.snapshot>;
  sim.person("ada").say("after");

  const copy = await aSim({ snapshot });
  expect(
    copy
      .person("ada")
      .seesIn("general")
      .map((m) => m.text),
  ).toEqual(["before"]);
  sim.restore(snapshot);
  expect(
    sim
      .person("ada")
      .seesIn("general")
      .map((m) => m.text),
  ).toEqual(["before"]);
});

test("nothing is written unless asked for", async () => {
  const sim = await aWorld();
  sim.person("ada").say("x");

  expect(existsSync(join(dir, "world.json"))).toBe(false);
});
