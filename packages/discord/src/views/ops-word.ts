import type { MessageBody } from "./message.ts";
import { textMessage } from "./message.ts";
import { inline } from "./neutralise.ts";

/** A word in #ops-alerts about the way to GitHub, with what to do. It pings nobody: no incident waits for it. */
export function opsWord(key: string, { what, fix }: { what: string; fix: string | null }): MessageBody {
  return textMessage(
    [
      `${fix === null ? "ℹ️" : "⚠️"} **GitHub:** ${inline(what, 600)}`,
      ...(fix === null ? [] : [inline(fix, 600)]),
      opsWordMark(key),
    ].join("\n"),
  );
}

/** A line of its own, by which a second try finds the message of the first. */
export const opsWordMark = (key: string): string => `-# ${inline(key, 80)}`;
