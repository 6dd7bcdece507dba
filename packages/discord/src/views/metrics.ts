import {
  caveats,
  measures,
  rateRows,
  sayCount,
  sayIncidents,
  sayMinutes,
  sayRate,
  saySelection,
  textBars,
  timeRows,
  type MetricsReport,
  type Section,
} from "@muster/insights";
import { textMessage, type MessageBody } from "./message.ts";
import { cut, inline } from "./neutralise.ts";
import { name } from "./person.ts";

/** Under a picture only plain words can stand, and of those fit so many. */
const lettersMax = 1_950;
const groupsMax = 12;
const peopleMax = 20;

/** The figures of a report. Where there is no picture, bars of text stand in for it. */
export function metricsPage(report: MetricsReport, { hasPicture }: { hasPicture: boolean }): MessageBody {
  const { incidents } = report;
  if (incidents.counted + incidents.falsePositives + report.drills.incidents.counted === 0)
    return textMessage(
      `📊 There is no incident to count${filtered(report)}. Choose a longer time, or bring past ones in with \`muster import\`.`,
    );
  const lines = [
    `📊 **${inline(sayIncidents(report), 200)}**${filtered(report)}`,
    ...(hasPicture || report.by !== null ? [] : [`\`\`\`\n${textBars(report)}\n\`\`\``]),
    ...(report.by === null ? timeLines(report, hasPicture) : groupLines(report)),
    "",
    rateRows(report)
      .filter(({ rate }) => rate.of + rate.unknown > 0)
      .map(({ words, rate }) => `${words}: **${sayRate(rate)}**`)
      .join(" · "),
    ...drillLine(report.drills),
    ...caveats(report).map((sentence) => `-# ${sentence}`),
  ];
  return textMessage(cut(lines.filter((line, at) => line !== "" || at > 0).join("\n"), lettersMax));
}

const filtered = ({ selection }: MetricsReport): string => {
  const words = saySelection(selection);
  return words === "" ? "" : ` (${inline(words, 200)})`;
};

/** With its bars the medians are told already. */
function timeLines(report: Section, hasPicture: boolean): string[] {
  if (!hasPicture) return [];
  const rows = timeRows(report);
  const known = rows.filter(({ figure }) => figure.n > 0);
  const others = rows.filter(({ figure }) => figure.n === 0 && figure.unknown > 0);
  return [
    ...known.map(({ words, figure }) => {
      const range =
        figure.n === 1
          ? ""
          : `, ${sayMinutes(figure.minMin)} to ${sayMinutes(figure.maxMin)}, mean ${sayMinutes(figure.meanMin)}`;
      return `${words}: **${sayMinutes(figure.medianMin)}** median${range} (n ${sayCount(figure)})`;
    }),
    ...(others.length === 0
      ? []
      : [`Unknown so far: ${others.map(({ words }) => words.toLowerCase()).join("; ")}`]),
  ];
}

const compared = ["timeToAcknowledge", "timeToMitigate", "timeToResolveFromDetected"] as const;

function groupLines({ groups }: MetricsReport): string[] {
  const shown = groups.slice(-groupsMax);
  const left = groups.length - shown.length;
  return [
    ...(left > 0 ? [`… ${left} earlier ones are left out; choose a shorter time`] : []),
    ...shown.map(({ key, times, incidents }) => {
      const medians = compared.map(
        (measure) =>
          `${measures[measure].words.toLowerCase().replace("time to ", "")} ${sayMinutes(times[measure].medianMin)} (n ${times[measure].n})`,
      );
      return `**${inline(key ?? "unknown", 60)}**, ${incidents.counted}: ${medians.join(" · ")}`;
    }),
  ];
}

function drillLine(drills: Section): string[] {
  if (drills.incidents.counted === 0) return [];
  const { timeToAcknowledge, timeToResolveFromDetected } = drills.times;
  return [
    `🎯 Apart from these, ${sayIncidents(drills, "drill")}: acknowledged in ${sayMinutes(timeToAcknowledge.medianMin)}, resolved in ${sayMinutes(timeToResolveFromDetected.medianMin)} (medians)`,
  ];
}

/** Who carried how much. By name: it pings nobody. */
export function loadPage(report: MetricsReport): MessageBody {
  const { responders } = report;
  if (responders.length === 0)
    return textMessage(`📊 Nobody has worked on an incident${filtered(report)}. Choose a longer time.`);
  const shown = responders.slice(0, peopleMax);
  const left = responders.length - shown.length;
  return textMessage(
    cut(
      [
        `📊 **Who carried what**${filtered(report)}. Offer the next role to somebody further down.`,
        ...shown.map(
          ({ person, incidents, led, inRoleMin, openActions }) =>
            `${name(person)}: ${incidents} ${incidents === 1 ? "incident" : "incidents"}, led ${led}, ${sayMinutes(inRoleMin)} in a role, ${openActions} open action ${openActions === 1 ? "item" : "items"}`,
        ),
        ...(left > 0 ? [`… and ${left} more`] : []),
      ].join("\n"),
      lettersMax,
    ),
  );
}
