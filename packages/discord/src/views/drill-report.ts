import { drillOver } from "@muster/incident";
import { gapsOf, resultWords, scoreDrill, type ScoreRow } from "@muster/insights";
import { sayDuration } from "@muster/kernel";
import { button, linkButton, partPress } from "./buttons.ts";
import { textMessage, type MessageBody } from "./message.ts";
import { inline } from "./neutralise.ts";
import type { Sight } from "./part.ts";
import { newestThatFit } from "./timeline-lines.ts";
import { titleOf } from "./words.ts";

const marks: Record<ScoreRow["result"], string> = { shown: "✅", missed: "❌", "not-shown": "➖" };

/** How a drill went, for the one who asks. The result is said in words beside its mark. */
export function drillReportView({ incident, policy, remotes }: Sight): MessageBody {
  const score = scoreDrill(incident, policy);
  if (score === null)
    return textMessage(
      `**${incident.ref}** is no drill. /drill list shows those that were; /drill start begins one.`,
    );
  const { counts, rows, participants, over, begunAt } = score;
  const lasted =
    over === null || begunAt === null
      ? "not over yet"
      : sayDuration(new Date(over.at).getTime() - new Date(begunAt).getTime());
  const lines = rows.map(
    ({ name, result, found, wanted }) =>
      `${marks[result]} **${name}** (${resultWords[result]}): ${inline(found, 200)}${wanted === null ? "" : ` · asked for: ${inline(wanted, 80)}`}`,
  );
  const { lines: fitting } = newestThatFit(lines.toReversed(), 2_800);
  const gaps = gapsOf(incident, score);
  const url = remotes["drill-report"]?.url ?? null;
  return textMessage(
    [
      titleOf(incident),
      `${inline(score.name, 80)}, version ${score.version} · ${lasted} · ${participants.length} ${score.kind === "rollcall" ? "answered" : "took part"}`,
      `${counts.shown} shown, ${counts.missed} missed, ${counts.notShown} not shown. Not shown counts for nothing.`,
      ...fitting.toReversed(),
    ].join("\n"),
    [
      [
        ...(url === null ? [] : [linkButton("Report on GitHub", url)]),
        ...(gaps.length > 0 && drillOver(incident) !== null
          ? [button("Make action items", partPress(incident, "drill-gaps"), "primary")]
          : []),
      ],
    ],
  );
}
