import {
  maturityItems,
  maturityLabel,
  maturityLevels,
  sayLevel,
  type AttestedLevel,
  type Attestation,
  type ItemReport,
  type MaturityReport,
  type RowReport,
} from "@muster/insights";
import { button } from "./buttons.ts";
import { customId } from "./custom-id.ts";
import { inRows, textMessage, type MessageBody, type Row } from "./message.ts";
import { cut, inline } from "./neutralise.ts";

/* What the record supports, for somebody with a phone in the hand. */

/** Discord's bound on the text of a message is 4,000; the rest is for what stands around the rows. */
const rowsTextMax = 3_100;
const evidenceShown = 3;

/** The word stands beside the mark each time, so that nobody has to tell colours apart. */
const marks: Record<RowReport["state"], string> = {
  passes: "☑️ passes",
  fails: "✖️ does not pass",
  "too-little": "➖ too little to say",
  "not-asked": "▫️ was not asked",
};

/** All items on one screen, with a button for each. */
export function maturityOverview(report: MaturityReport): MessageBody {
  const { items, sample, setAsideCount, window } = report;
  const lines = items.map((item) =>
    [
      `**${item.number} ${item.title}**: ${item.verdict}`,
      ...(item.attested[0] === undefined ? [] : [`-# Attested: ${attestedWords(item.attested[0])}`]),
      ...(item.next === null ? [] : [`-# Next: ${plainStep(item.next.step)}`]),
    ].join("\n"),
  );
  return textMessage(
    [
      `**Maturity**, observed from ${window.from.slice(0, 10)} to ${window.until.slice(0, 10)}: ${counted(sample.incidents, "real incident")} and ${counted(sample.drills, "drill")} count, ${setAsideCount} set aside`,
      ...lines,
      `-# ${maturityLabel} It counts what you may know of.`,
    ].join("\n"),
    inRows(items.map(({ id, number, title }) => itemButton(id, `${number} ${title}`))),
  );
}

/** One item with all its rows: what does not pass stands first. */
export function maturityDetail(report: MaturityReport, asked: string): MessageBody {
  const item = report.items.find(({ id }) => id === asked);
  if (item === undefined) return maturityOverview(report);
  const { number, title, verdict, next, attested, cannotKnow, sample } = item;
  return textMessage(
    [
      `**${number} ${title}**: ${verdict}`,
      `-# bearing on it: ${counted(sample.bearing, "incident")} of ${sample.incidents}, ${counted(sample.drills, "drill")}, ${sample.setAside} set aside`,
      ...(next === null ? [] : [`➡️ **Next (level ${next.level})**: ${plainStep(next.step)}`]),
      ...rowsThatFit(item),
      attested.length === 0
        ? "**Attested** by nobody yet: `/maturity attest`"
        : `**Attested**, beside the above: ${attested.slice(0, 3).map(attestedWords).join("; ")}`,
      `-# No record can show: ${cannotKnow.join("; ")}.`,
      `-# ${maturityLabel}`,
    ].join("\n"),
    inRows([itemButton("all", "All items")]),
  );
}

/** What was recorded, and that it changes nothing of what is observed. */
export function attested(given: Attestation, report: MaturityReport): MessageBody {
  const item = report.items.find(({ id }) => id === given.item);
  const { number, title } = maturityItems[given.item];
  const mine = item?.attested.find(({ at }) => at === given.at);
  const own =
    mine === undefined || mine.tookPartIn === 0
      ? ""
      : ` You took part in ${mine.tookPartIn} of the incidents, and the report says so.`;
  return textMessage(
    `☑️ Recorded by your name: **${number} ${title}**, ${levelWord(given.level)}. It stands beside what the record shows (${sayLevel(item?.observed ?? null)}) and changes nothing of that.${own}`,
    inRows([itemButton(given.item, "Show the item")]),
  );
}

function rowsThatFit(item: ItemReport): string[] {
  const wanted = maturityLevels.flatMap((level) => {
    const rows = item.rows.filter((row) => row.level === level);
    const passing = rows.filter(({ state }) => state === "passes").length;
    const first = rows.filter(({ state }) => state !== "passes" && state !== "not-asked");
    const rest = rows.filter((row) => !first.includes(row));
    return [
      `__Level ${level}__: ${passing} of ${rows.length} rows pass`,
      ...[...first, ...rest].map(rowWords),
    ];
  });
  let left = rowsTextMax;
  const kept: string[] = [];
  for (const line of wanted) {
    left -= line.length + 1;
    if (left < 0) return [...kept, "-# More rows: `muster maturity --markdown`"];
    kept.push(line);
  }
  return kept;
}

function rowWords({ asks, state, good, of, evidence, against, needs, median }: RowReport): string {
  const shows =
    state === "passes" || state === "not-asked" ? evidence.slice(0, 1) : against.slice(0, evidenceShown);
  const said = shows.map(({ what, url }) => link(what, url)).join("; ");
  const figures =
    state === "not-asked"
      ? ""
      : ` (${good} of ${of}${median === null ? "" : `, median ${median.value} ${median.unit}`}; needs ${needs})`;
  return `${marks[state]}: ${asks}${figures}${said === "" ? "" : `\n-# ${said}`}`;
}

/** An address of ours or of GitHub; anything else is no link. */
function link(what: string, url: string | null): string {
  const words = inline(what, 120);
  return url !== null && /^https:\/\/[^\s()<>[\]]{1,300}$/.test(url)
    ? `[${words.replaceAll(/[[\]]/g, "")}](<${url}>)`
    : words;
}

function attestedWords({ level, by, at, note, tookPartIn, isOld }: AttestedLevel): string {
  const marks = [
    ...(tookPartIn > 0 ? [`took part in ${tookPartIn} of the incidents`] : []),
    ...(isOld ? ["older than the window"] : []),
  ];
  const about = marks.length === 0 ? "" : ` (${marks.join(", ")})`;
  return `${levelWord(level)}, ${inline(by, 60)}, ${at.slice(0, 10)}${about}: ${inline(note, 160)}`;
}

const levelWord = (level: number): string => (level === 0 ? "no level" : `level ${level}`);
const plainStep = (step: string): string => cut(step, 220);
const counted = (n: number, what: string): string => `${n} ${what}${n === 1 ? "" : "s"}`;

function itemButton(id: string, text: string): Row[number] {
  return button(text, customId("maturity", null, id));
}
