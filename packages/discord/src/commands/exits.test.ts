import { exits, guardOfCommand } from "@muster/incident";
import { expect, test } from "vitest";
import { commands, messageMenus } from "./all.ts";
import { keyOf } from "./definition.ts";
import { pressActions } from "../views/custom-id.ts";

test("S3-62: every command and every menu says how it keeps a restricted incident from those who may not know", () => {
  const unguarded = commands
    .filter((command) => guardOfCommand(keyOf(command), command.isAboutIncident) === null)
    .map(keyOf);
  expect(unguarded).toEqual([]);
  expect(Object.keys(exits.menu).toSorted()).toEqual(messageMenus.toSorted());
});

test("no guard stands for a command that there is not", () => {
  const known = commands.map(keyOf);
  expect(Object.keys(exits.command).filter((key) => !known.includes(key))).toEqual([]);
});

test("a command without an incident of its own suggests incidents only through the look-up that is filtered", () => {
  const around = commands.filter(({ isAboutIncident }) => !isAboutIncident);
  const suggesting = around.filter(({ options }) => options.some(({ suggest }) => suggest !== undefined));
  expect(suggesting.map(keyOf)).toEqual([]);
});

test("S3-62: every button and menu under a message says so too", () => {
  expect(Object.keys(exits.press).toSorted()).toEqual(pressActions.toSorted());
});
