import { isSamePerson, openTasks, type Task } from "@muster/incident";
import { button, partPress } from "./buttons.ts";
import { textMessage, type MessageBody, type Row } from "./message.ts";
import { inline } from "./neutralise.ts";
import type { Sight } from "./part.ts";
import { mention } from "./person.ts";
import { newestThatFit } from "./timeline-lines.ts";
import { ago, localTime } from "./time.ts";

const symbols: Record<Task["status"], string> = {
  queued: "🗒️",
  given: "🔔",
  taken: "🔧",
  done: "☑️",
  dropped: "↩️",
};

/** All tasks of the incident, with buttons for those of the one who looks. */
export function taskList({ incident, person }: Sight): MessageBody {
  const all = incident.tasks.list;
  if (all.length === 0) return textMessage(`**${incident.ref}** has no tasks yet. Give one: /task give`);
  const own = openTasks(incident).find(({ to, status }) => isSamePerson(to, person) && status !== "queued");
  const lines = all.map(
    ({ id, text, to, status, dueAt }) =>
      `${symbols[status]} **${id}** ${mention(to)}: ${inline(text, 150)}${status === "taken" && dueAt !== null ? ` (until ${localTime(dueAt)}, ${ago(dueAt)})` : ""}`,
  );
  const { lines: shown, left } = newestThatFit(lines, 1_700);
  const more = left > 0 ? [`… ${left} earlier ones`] : [];
  const buttons: Row =
    own === undefined
      ? []
      : [
          ...(own.status === "given"
            ? [button(`Understood ${own.id}`, partPress(incident, `task-take/${own.id}`), "success")]
            : []),
          button(`Done ${own.id}`, partPress(incident, `task-done/${own.id}`), "success"),
          button(`Hand back ${own.id}`, partPress(incident, `task-back/${own.id}`)),
        ];
  return textMessage([...more, ...shown].join("\n"), [buttons]);
}
