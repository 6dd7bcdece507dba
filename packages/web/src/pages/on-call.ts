import type { Person } from "@muster/incident";
import { isoWeekOf, type OnCallDocument, type Policy } from "@muster/policy";
import { html, type Html } from "../html.ts";
import { empty, table } from "../pieces.ts";

export type OnCallView = {
  policy: Policy;
  now: Date;
  /** Who is asked first, second …, now. */
  onCall: readonly Person[];
  /** Null when the repository has no rota. */
  rota: OnCallDocument | null;
};

/** Rows of the past say nothing to anybody who looks for help. */
const weeksMax = 12;
const ranks = ["First", "Second", "Third", "Fourth", "Fifth"];

export function onCallPage({ policy, now, onCall, rota }: OnCallView): Html {
  const week = isoWeekOf(now);
  const document = policy.onCall.document;
  const ahead = (rota?.weeks ?? []).filter((row) => row.week >= week).slice(0, weeksMax);
  const most = Math.max(1, ...ahead.map(({ people }) => people.length));
  const columns = ["Week", ...ranks.slice(0, most)].map((name) => ({ name }));
  return html`<h1>On call</h1>
    <section aria-labelledby="now">
      <h2 id="now">Now, in ${week}</h2>
      ${
        onCall.length === 0
          ? empty(
              `Nobody is on call this week. Add a row for ${week} to ${document ?? "a rota, and name it in the policy"}.`,
            )
          : html`<ol class="ladder">
              ${onCall.map(({ name }, at) => html`<li><span class="soft">${ranks[at] ?? `${at + 1}th`}</span> <b>${name}</b></li>`)}
            </ol>`
      }
    </section>
    <section aria-labelledby="weeks">
      <h2 id="weeks">The weeks ahead</h2>
      ${
        ahead.length === 0
          ? empty(
              `The rota has no weeks ahead. It stands in ${document ?? "no document yet; the policy can name one"}.`,
            )
          : table(
              `From ${document ?? "the rota"}, weeks from Monday to Sunday`,
              columns,
              ahead.map((row) => [
                row.week === week ? html`<b>${row.week}</b> <span class="soft">now</span>` : row.week,
                ...columns.slice(1).map((_, at) => row.people[at] ?? html`<span class="soft">–</span>`),
              ]),
            )
      }
      ${
        (rota?.problems.length ?? 0) > 0 &&
        html`<p>What cannot be read there:</p>
          <ul>
            ${rota!.problems.slice(0, 10).map((words) => html`<li>${words}</li>`)}
          </ul>`
      }
    </section>`;
}
