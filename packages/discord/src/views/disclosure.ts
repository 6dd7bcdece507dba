import type { DisclosureEvent, Incident } from "@muster/incident";
import { button, partPress } from "./buttons.ts";
import { customId } from "./custom-id.ts";
import { textMessage, type MessageBody, type Row } from "./message.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { PartView, Section, Sight } from "./part.ts";
import { name } from "./person.ts";
import { pinging } from "./pinging.ts";

const textMax = 3_300;

/** What the public is told of a restricted incident, in words. */
export const disclosureView: PartView<DisclosureEvent, never> = {
  words: {
    "disclosure-written": ({ version, on, by }, { incident }) =>
      pinging(
        `📰 **Public text ${version}** by ${name(by)}, not before ${on}. Two people must read it: one confirms what was taken out, another approves.`,
        [],
        [[button("Read the public text", partPress(incident, "public-text"), "primary")]],
      ),
    "redactions-confirmed": ({ version, by }, { incident }) =>
      pinging(
        `🖍️ ${name(by)} read **public text ${version}** and confirms what was taken out of it. Somebody else approves it.`,
        [],
        [[button("Read the public text", partPress(incident, "public-text"), "primary")]],
      ),
    "disclosure-approved": ({ version, by }, { incident }) =>
      `✅ ${name(by)} approves **public text ${version}**. It goes out as a pull request ${incident.disclosure === null ? "" : `on ${incident.disclosure.on}, 00:00 UTC`}.`,
    "disclosure-withdrawn": ({ by, reason }) =>
      `↩️ The public text was taken back by ${name(by)}: ${inline(reason, 500)}`,
    disclosed: ({ version }) =>
      `📰 **Public text ${version}** goes out: its pull request is being opened in the repository. The incident stays restricted until somebody opens it: /access open`,
  },
  reminders: {},
  card: ({ incident }) => cardLine(incident),
  buttons: ({ incident }) =>
    incident.disclosure === null ? [] : [button("Public text", partPress(incident, "public-text"))],
  presses: {
    "public-text": (sight) => ({ show: publicText(sight) }),
    "confirm-redactions": (_sight, version) => ({
      order: { do: "confirm-redactions", version: Number(version) },
    }),
    "approve-disclosure": (_sight, version) => ({
      order: { do: "approve-disclosure", version: Number(version) },
    }),
  },
};

function cardLine({ disclosure }: Incident): Section[] {
  if (disclosure === null) return [];
  const { version, on, confirmedBy, approvedBy, disclosedAt } = disclosure;
  const state =
    disclosedAt !== null
      ? "went out"
      : approvedBy !== null
        ? `goes out on ${on}`
        : confirmedBy === null
          ? `for ${on}, waits for somebody to confirm the redactions`
          : `for ${on}, waits for a second person`;
  return [{ text: `**Public text ${version}** ${state}`, least: 120 }];
}

/** The whole text as it would stand in public, with what Muster took out of it, and the buttons of those who answer for it. */
export function publicText({ incident }: Pick<Sight, "incident">): MessageBody {
  const { disclosure } = incident;
  if (disclosure === null) {
    return textMessage("There is no public text yet. Write one: /access disclose", [
      incident.restricted === null
        ? []
        : [button("Write it", customId("ask", incident.id, "access.disclose"))],
    ]);
  }
  const { version, text, on, withheld, by, confirmedBy, approvedBy, disclosedAt } = disclosure;
  const taken =
    withheld.length === 0
      ? "I found nothing to take out: no secret, key, card number, address or phone number. Names and hosts are for you to find."
      : `I took out: ${withheld.join(", ")}. What else tells too much is for you to find.`;
  const buttons: Row =
    disclosedAt !== null
      ? []
      : [
          ...(confirmedBy === null
            ? [button("Confirm redactions", partPress(incident, `confirm-redactions/${version}`), "success")]
            : []),
          ...(confirmedBy !== null && approvedBy === null
            ? [button("Approve", partPress(incident, `approve-disclosure/${version}`), "success")]
            : []),
          button("Write it anew", customId("ask", incident.id, "access.disclose")),
        ];
  return textMessage(
    [
      `**Public text ${version}** by ${name(by)}, not before ${on}`,
      paragraph(text, textMax),
      taken,
      ...(confirmedBy === null ? [] : [`Redactions confirmed by ${name(confirmedBy)}`]),
      ...(approvedBy === null ? [] : [`Approved by ${name(approvedBy)}`]),
    ].join("\n\n"),
    [buttons],
  );
}
