import { certificateSource, type ControlAnswer } from "./certificate.ts";
import type { Neutralise } from "./report.ts";

const stateWords: Record<ControlAnswer["state"], string> = {
  shown: "shown",
  partly: "partly shown",
  "not-shown": "not shown",
};

/** The answers as Markdown, for whoever fills in the certificate. */
export function certificatePage(
  answers: readonly ControlAnswer[],
  { ref, date, inline }: { ref: string; date: string; inline: Neutralise },
): string {
  const count = (state: ControlAnswer["state"]): number =>
    answers.filter((answer) => answer.state === state).length;
  return [
    `# What Muster's record shows for the incident response certificate`,
    "",
    `From ${ref} and everything practised before it, on ${date}. Ids are those of [${certificateSource.name}](${certificateSource.url}); the words are Muster's.`,
    "",
    `${count("shown")} shown, ${count("partly")} partly shown, ${count("not-shown")} not shown of ${answers.length}. A drill shows what a team did, not what it has. “Not shown” is no judgement: an assessor may know more.`,
    "",
    ...answers.flatMap(({ id, title, state, lines }) => [
      `## ${id === null ? "" : `${id} · `}${title}: ${stateWords[state]}`,
      "",
      ...lines.map(
        ({ asks, evidence }) => `- ${asks}: ${evidence === null ? "**not shown**" : inline(evidence)}`,
      ),
      "",
    ]),
  ].join("\n");
}
