import type { Command } from "./answers.ts";

export type TypedCommand = { command: Command; given: Record<string, string>; left: string };

/**
 * Reads `/incident declare title:Withdrawals fail severity:P1`. A value goes on until the next option's name.
 * Null when it names no command; `left` is what belongs to no option.
 */
export function readCommandLine(line: string, commands: readonly Command[]): TypedCommand | null {
  const typed = line.trim().replace(/\s+/g, " ");
  const [command] = commands
    .filter(({ path }) => typed === path || typed.startsWith(`${path} `))
    .toSorted((a, b) => b.path.length - a.path.length);
  if (command === undefined) return null;
  const rest = line.trim().slice(lengthOf(line.trim(), command.path));
  const starts = startsOf(rest, command);
  const given = Object.fromEntries(
    starts.map(({ name, from }, index) => [
      name,
      rest.slice(from, starts[index + 1]?.at ?? rest.length).trim(),
    ]),
  );
  return { command, given, left: rest.slice(0, starts[0]?.at ?? rest.length).trim() };
}

/** How far the command's path reaches in what was typed, whatever spaces are between its words. */
function lengthOf(line: string, path: string): number {
  const words = path.split(" ").length;
  return new RegExp(`^(?:\\S+\\s*){${words}}`).exec(line)?.[0].length ?? line.length;
}

function startsOf(rest: string, { options }: Command): { name: string; at: number; from: number }[] {
  const names = new Set(options.map(({ name }) => name));
  const starts: { name: string; at: number; from: number }[] = [];
  for (const match of rest.matchAll(/(?<=^|\s)([\w-]+):/g)) {
    const name = match[1]!;
    if (!names.has(name)) continue;
    // A name that comes again is part of the text: `text:we write text: here`.
    names.delete(name);
    starts.push({ name, at: match.index, from: match.index + match[0].length });
  }
  return starts;
}

/** Commands that somebody may mean by what stands there so far. Every word must occur; beginnings come first. */
export function offersFor(line: string, commands: readonly Command[]): Command[] {
  const words = line.toLowerCase().replace(/^\//, "").split(/\s+/).filter(Boolean);
  const start = line.trim().toLowerCase();
  return commands
    .filter(({ kind }) => kind === "slash")
    .filter(({ path, description }) =>
      words.every((word) => `${path} ${description}`.toLowerCase().includes(word)),
    )
    .toSorted((a, b) => Number(b.path.startsWith(start)) - Number(a.path.startsWith(start)));
}
