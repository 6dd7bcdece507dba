import { exits } from "@muster/incident";
import type { Acted, Player } from "./player.ts";

/*
 * What somebody who was not named in a restricted incident can learn of it: all that there is to ask and to look at, from the registries.
 * Those are what Discord was told of the commands, the routes among the exits, and GitHub's own lists of a repository.
 */

/** Ids that are made of the time or drawn, hashes of them, and what only tells the time; nothing else may differ. */
export const timeless = (value: unknown): string =>
  JSON.stringify(value)
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "TIME")
    .replaceAll(/<t:\d+(?::\w)?>/g, "TIME")
    .replaceAll(/\b\d\d:\d\d(?::\d\d)?\b/g, "TIME")
    .replaceAll(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, "ID")
    .replaceAll(/\b[0-9a-f]{64}\b|\b[0-9a-f]{40}\b/g, "HASH")
    .replaceAll(/\b\d{17,20}\b/g, "ID")
    .replaceAll(/\(([0-9a-f]{12})\)/g, "HASH")
    .replaceAll(/muster:lines=[\w.]+/g, "LINES")
    .replaceAll(/\/link [A-Z0-9]{4}-[A-Z0-9]{4}/g, "CODE")
    .replaceAll(/\b\d+ (?:second|minute)s? ago/g, "TIME ago")
    .replaceAll(/Iv23li[0-9a-f]+/g, "ID")
    .replaceAll(/127\.0\.0\.1:\d+/g, "HOST");

type Offered = {
  path: string;
  kind: string;
  options: { name: string; kind: string; required: boolean; autocomplete: boolean }[];
};

/**
 * The answers to every command, with the secret's name where it takes one, to every command on a message, and what is suggested for each
 * option: to a responder who was not named and to somebody who is none.
 */
export async function askEverything(world: Player, secret: string): Promise<string[]> {
  const answers: string[] = [];
  const suggested = new Set<string>();
  const { message: said } = await world.say("eve", "#general", "Something is odd");
  for (const who of ["cy", "eve"]) {
    const { body } = await world.call<{ commands: Offered[] }>("GET", `/commands?as=${who}&in=%23general`);
    const slashes = body.commands.filter(({ kind }) => kind === "slash");
    for (const { path } of body.commands.filter(({ kind }) => kind === "message")) {
      const { sees, error } = await world.menu(who, path, said!.id); // What was said has an id.
      answers.push(timeless([who, path, error, sees.map(shown)]));
    }
    answers.push(slashes.map(({ path }) => path).join());
    for (const { path, options } of slashes) {
      const filled = Object.fromEntries(
        options
          .filter(({ name, kind }) => name !== "incident" && (kind === "text" || kind === "person"))
          .map(({ name, kind }) => [name, kind === "person" ? "bo" : "x"]),
      );
      const about = options.some(({ name }) => name === "incident") ? { incident: secret } : {};
      const { sees, error, message } = await world.slash(who, "#general", path, { ...filled, ...about });
      answers.push(timeless([who, path, error, message?.text, sees.map(shown)]).replaceAll(secret, "X"));
      for (const option of options.filter(({ autocomplete }) => autocomplete)) {
        // Whoever is no responder is suggested nothing, by one rule for all commands.
        if (who === "eve" && suggested.has(option.name)) continue;
        suggested.add(option.name);
        const { choices } = await world.complete(who, "#general", path, option.name, "");
        answers.push(timeless([who, path, option.name, choices]));
      }
    }
    for (const text of ["relay", "SEC", "1"]) {
      const { choices } = await world.complete(who, "#general", "/incident show", "incident", text);
      answers.push(timeless([who, text, choices]));
    }
  }
  return answers;
}

const shown = ({ text, buttons, modal, ...more }: Acted["sees"][number]): unknown => [
  text,
  buttons,
  "selects" in more ? more.selects : [],
  modal?.title,
  modal?.fields,
];

async function channelsOf(world: Player, who: string): Promise<unknown> {
  const channels = await world.channels(who);
  return channels.map(({ messages, ...channel }) => ({
    ...channel,
    // What only they were answered was compared as it was asked.
    messages: messages
      .filter(({ ephemeral }) => !ephemeral)
      .map(({ author, text, pinned, buttons, at }) => [author, text, pinned, buttons, at]),
  }));
}

/** What GitHub lists of a repository for somebody who is not signed in. */
const lists = [
  "",
  "/issues?state=all",
  "/issues/comments",
  "/pulls?state=all",
  "/labels",
  "/milestones?state=all",
  "/branches",
  "/commits",
  "/commits?sha=muster/checkpoints",
  "/commits/main/check-runs",
  "/deployments",
] as const;

async function onGithub(world: Player): Promise<unknown[]> {
  const { githubApi } = world.running().sandbox.info;
  return Promise.all(
    lists.map(async (list) => {
      const answer = await fetch(`${githubApi}/repos/acme/protocol${list}`);
      // GitHub numbers everything in the world in one row: such an id tells nothing of one repository.
      const text = (await answer.text())
        .replaceAll(/"(?:node_id|id)":("[^"]*"|\d+)/g, '"id":0')
        .replaceAll(/#issuecomment-\d+|comments\/\d+/g, "COMMENT");
      return [list, answer.status, text];
    }),
  );
}

async function atDoors(world: Player, secret: string): Promise<unknown[]> {
  const { doorUrl, info } = world.running().sandbox;
  const paths = Object.keys(exits.route).map((route) => route.split(" ") as [string, string]); // `METHOD /path`.
  const asked = paths.flatMap(([method, path]) =>
    [secret, "INC-2", "INC-4"].map((ref) => [method, path.replaceAll(/:\w+/g, ref)] as const),
  );
  return Promise.all(
    asked.map(async ([method, path]) => {
      const answer = await fetch(`${doorUrl}${path}`, {
        method,
        ...(method === "GET" ? {} : { body: "{}", headers: { authorization: `Bearer ${info.alertToken}` } }),
      });
      const text = `${method} ${path} ${answer.status} ${await answer.text()}`;
      return text.replaceAll(secret, "X");
    }),
  );
}

/** What can be seen without asking: channels, messages, the repository with all its lists, and what the doors answer. */
export async function lookEverywhere(world: Player, secret: string): Promise<string[]> {
  await world.settle();
  return [
    ...(await Promise.all(["cy", "eve", "mal"].map((who) => channelsOf(world, who)))),
    world.running().sandbox.github.state("acme/protocol"),
    ...(await onGithub(world)),
    ...(await atDoors(world, secret)),
  ].map(timeless);
}
