import { questionsOf } from "@muster/incident";
import type { SlotName } from "@muster/policy";
import { inline } from "../neutralise.ts";
import { timeText, unknown } from "../plain-words.ts";
import { emptyTable, table, type DocumentView, type Slot } from "./slot.ts";

function services(view: DocumentView): string {
  const hit = view.incident.assess.services;
  const said = saidOfServices(view);
  if (hit.length === 0 && said !== null) return table(["Service", "Impact", "Status"], [[said, "", ""]]);
  if (hit.length === 0) return emptyTable("Service", "Impact", "Status");
  return table(
    ["Service", "Impact", "Status"],
    hit.map(({ name, impact, isCritical }) => [isCritical ? `${name} (critical)` : name, impact, ""]),
  );
}

/** What was answered to the question which services are hit; it stands for them until one is named by itself. */
function saidOfServices({ incident, policy }: DocumentView): string | null {
  const asked = Object.entries(policy.questions).find(([, { about }]) => about === "services");
  return asked === undefined ? null : (incident.assess.answers[asked[0]]?.at(-1)?.answer ?? null);
}

function financial({ incident }: DocumentView): string {
  const words = incident.assess.funds.map(({ state, amount, asset, valuedAt }) => {
    const value = valuedAt === null ? "" : ` (valued ${valuedAt})`;
    return `${state.replace("-", " ")}: ${amount} ${asset}${value}`;
  });
  return inline(words.join("; ")) || `${unknown} (at risk and lost)`;
}

/** The latest answer to each of the policy's questions; a question that nobody answered is "unknown", which is an answer, too. */
function answers({ incident, policy }: DocumentView): string {
  const asked = questionsOf(incident, policy).filter(({ asks }) => asks !== "funds");
  if (asked.length === 0) return `Data accessed or altered: ${unknown}`;
  return asked
    .map(({ id, text }) => {
      const last = incident.assess.answers[id]?.at(-1);
      if (last === undefined) return `- ${inline(text)} ${unknown}`;
      const note = last.note === null ? "" : `: ${last.note}`;
      return `- ${inline(`${text} ${last.answer}${note} (${last.by.name}, ${timeText(last.at, incident.date)} UTC)`)}`;
    })
    .join("\n");
}

/** What was found out about the harm. */
export const assessed = {
  serviceNames: (view) =>
    inline(
      view.incident.assess.services.map(({ name }) => name).join(", ") || (saidOfServices(view) ?? ""),
    ) || unknown,
  services,
  financial,
  data: answers,
} satisfies Partial<Record<SlotName, Slot>>;
