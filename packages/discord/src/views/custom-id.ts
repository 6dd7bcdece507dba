/*
 * What a button, a menu or a modal carries back to us. Discord hands it to anybody's client, so it is a claim, not a fact:
 * it names what is wanted, and everything else (which server, which incident, may this person) is checked again on each press.
 * It holds all state there is; a restart forgets nothing.
 */

export const pressActions = [
  /** Opens the modal of a command; `arg` is the command, such as `incident.update`. */
  "ask",
  /** A modal that was sent; `arg` is the command, then whatever it was opened with. */
  "form",
  "level",
  "accept",
  "decline",
  "take",
  "hotfix",
  "more",
  /** What a part of the process does; `arg` begins with the name of the press. */
  "do",
  /** An incident chosen for a message; `arg` is the id of the interaction that brought the message. */
  "add",
  /** An answer to somebody on GitHub who says who they are here; `arg` is `yes/<question>` or `no/<question>`. */
  "link",
  /** One item of the maturity report, or `all` of them. */
  "maturity",
] as const;
export type PressAction = (typeof pressActions)[number];

export type Press = { action: PressAction; incidentId: string | null; arg: string };

/** `v1:<action>:<incident>:<arg>`. https://discord.com/developers/docs/components/reference#anatomy-of-a-component-custom-id */
const customIdMax = 100;
const grammar = /^v1:([a-z]{1,12}):(-|[0-9A-Za-z-]{2,40}):([\w ./-]{0,80})$/;
const anyVersion = /^v\d{1,4}:/;

export function customId(action: PressAction, incidentId: string | null, arg = ""): string {
  const id = `v1:${action}:${incidentId ?? "-"}:${arg}`;
  if (id.length > customIdMax || !grammar.test(id)) throw new Error(`Not a custom id: ${id}`);
  return id;
}

/** `old` for one that an earlier or later Muster made, `foreign` for anything that Muster never made. */
export function readCustomId(text: string): Press | "old" | "foreign" {
  const match = grammar.exec(text);
  const action = pressActions.find((known) => known === match?.[1]);
  if (match === null || action === undefined || text.length > customIdMax) {
    return anyVersion.test(text) && !text.startsWith("v1:") ? "old" : "foreign";
  }
  const [, , incident, arg] = match;
  return { action, incidentId: incident === "-" ? null : incident!, arg: arg! }; // Both groups always match, if only empty.
}
