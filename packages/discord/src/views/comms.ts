import {
  labelOfDraft,
  placesFor,
  type CommsEvent,
  type CommsReminder,
  type PublicDraft,
} from "@muster/incident";
import { draftButtons, draftOf, exactly, factsOfDraft, askedToApprove, titleOfDraft } from "./comms-draft.ts";
import { publicButtons, publicList, publicSection, showDraft, startOf } from "./comms-list.ts";
import { inline, paragraph } from "./neutralise.ts";
import type { PartView, Pressed, Reaction, Saying, Setting, Sight } from "./part.ts";
import { name } from "./person.ts";
import { addressed, remindedPerson } from "./pinging.ts";
import { ago, localDateTime } from "./time.ts";
import { levelOf } from "./words.ts";

/** Words for the public, on their way to it. */
export const commsView: PartView<CommsEvent, CommsReminder> = {
  words: {
    "public-drafted": ({ draft, by, insteadOf }, setting) =>
      draftSaying(
        draft,
        setting,
        `drafted by ${name(by)}${insteadOf === null ? "" : ` in place of the ${inline(insteadOf, 80)}`}`,
      ),
    "public-edited": ({ draft, by, voids }, setting) =>
      draftSaying(
        draft,
        setting,
        `edited by ${name(by)}${voids ? "; **what was approved or confirmed is void**" : ""}`,
      ),
    "public-mention-set": ({ draft, by, whom, voids }, setting) =>
      draftSaying(
        draft,
        setting,
        `${whom === "nobody" ? "pings nobody" : `pings @\u200b${whom}`}, set by ${name(by)}${voids ? "; **the approval is void**" : ""}`,
      ),
    "claim-confirmed": ({ draft, by, question, basis }, setting) =>
      withButtons(
        draft,
        setting,
        `🖊️ **${name(by)}** answers for a claim in ${draft}: ${inline(question, 300)}\n${paragraph(basis, 1_000)}`,
      ),
    "public-approved": ({ draft, by, points }, setting) =>
      withButtons(
        draft,
        setting,
        `✅ ${titled(draft, setting)} approved by **${name(by)}**${points.length === 0 ? "" : `, ${points.length} points checked`}.`,
      ),
    "public-rejected": ({ draft, by, reason }, setting) =>
      withButtons(
        draft,
        setting,
        `↩️ ${titled(draft, setting)} rejected by ${name(by)}: ${paragraph(reason, 1_000)}`,
      ),
    "public-published": ({ draft, where, kind, url, reached, nextUpdateAt, by }, setting) => {
      const how =
        kind === "copy"
          ? `was posted by ${name(by)}${url === null ? "" : `: ${inline(url, 300)}`}${reached === null ? "" : ` (${reached} people)`}`
          : `goes out, sent by ${name(by)}`;
      const drill = setting.incident.isDrill ? "\n🎭 A drill: nothing leaves this room." : "";
      const next =
        nextUpdateAt === null
          ? ""
          : `\nNext update promised ${localDateTime(nextUpdateAt)} (${ago(nextUpdateAt)}); I remind you.`;
      return `📣 **${draft}** for **${inline(where, 80)}** ${how}.${next}${drill}`;
    },
    "publication-recorded": ({ draft, where, url, reached }) =>
      `🔗 **${draft}** on **${inline(where, 80)}**${url === null ? "" : `: ${inline(url, 300)}`}${reached === null ? "" : ` (${reached} people)`}`,
    "public-withdrawn": ({ draft, by, reason }, setting) =>
      `🗑️ ${titled(draft, setting)} withdrawn by ${name(by)}: ${paragraph(reason, 1_000)}`,
    "downtime-told": ({ since, until }) =>
      since === null
        ? "⏱️ Nothing was down for users; no downtime is counted."
        : until === null
          ? `⏱️ Down for users since ${localDateTime(since)} (${ago(since)}).`
          : `⏱️ Down for users from ${localDateTime(since)} to ${localDateTime(until)}.`,
    "sharing-decided": ({ share, redacted, reason, by }) =>
      `📘 Decided by ${name(by)}: the report is ${share === "public" ? "**shared with the public**" : "**kept inside**"}.${redacted === null ? "" : `\nRedacted: ${paragraph(redacted, 1_000)}`}${reason === null ? "" : `\nBecause: ${paragraph(reason, 1_000)}`}`,
  },
  reminders: {
    "public-update": ({ where, what, downtimeMin }, { incident, policy }) => {
      const to = remindedPerson(incident, policy, "public-update");
      return {
        text: `⏰ ${addressed(to)}Down for ${downtimeMin} min: a public update is due on ${inline(where, 80)} (${inline(what, 300)}). Draft it: /comms draft`,
        pings: [to],
        rows: [publicButtons({ incident, policy })],
      };
    },
    "public-last": ({ where }, { incident, policy }) => {
      const to = remindedPerson(incident, policy, "public-update");
      const places = where.map((one) => inline(one, 80)).join(", ");
      return {
        text: `📢 ${addressed(to)}It is over, and ${places} was promised another word. Say so in a last notice: /comms draft. This is asked once.`,
        pings: [to],
        rows: [publicButtons({ incident, policy })],
      };
    },
    "public-next": ({ where, dueAt, why, isOverdue }, { incident, policy }) => {
      const to = remindedPerson(incident, policy, "public-update");
      const what =
        why === "first"
          ? `the first public update on ${inline(where, 80)} is due`
          : `the next public update on ${inline(where, 80)} is ${why === "promise" ? "promised" : "due"}`;
      const when = `${localDateTime(dueAt)} (${ago(dueAt)})`;
      return {
        text: `⏰ ${addressed(to)}${isOverdue ? "**Overdue**: " : ""}${what} for ${when}. Draft it: /comms draft`,
        pings: [to],
        rows: [publicButtons({ incident, policy })],
      };
    },
  },
  card: publicSection,
  buttons: publicButtons,
  presses: {
    "public-open": (sight) => ({ show: publicList(sight) }),
    "public-draft": (sight, at) => startDraft(sight, Number(at)),
    "public-show": onDraft((draft, sight) => ({ show: showDraft(draft, sight) })),
    "public-edit": onDraft((draft) => ({
      ask: "comms.edit",
      filled: { draft: labelOfDraft(draft), text: draft.text },
    })),
    "public-reject": onDraft((draft) => ({ ask: "comms.reject", filled: { draft: labelOfDraft(draft) } })),
    "public-record": onDraft((draft) => ({ ask: "comms.record", filled: { draft: labelOfDraft(draft) } })),
    // What is approved or sent must be what was read: a press under an older text shows the new one instead.
    "public-approve": onDraft((draft, sight, asked) => {
      if (asked !== labelOfDraft(draft)) return { show: showDraft(draft, sight) };
      const hasPoints = Object.keys(sight.policy.communications.checklist).length > 0;
      return hasPoints
        ? {
            ask: "comms.approve",
            filled: { draft: asked },
            reads: `You approve these very words, for ${inline(draft.where, 80)}:\n${exactly(draft.text)}`,
          }
        : { order: { do: "approve-public", draft: asked, points: [] } };
    }),
    "public-publish": onDraft((draft, sight, asked) =>
      asked === labelOfDraft(draft)
        ? { order: { do: "publish-public", draft: asked } }
        : { show: showDraft(draft, sight) },
    ),
    "public-confirm": onDraft((draft, _sight, _asked, claim) => ({
      ask: "comms.confirm",
      filled: { draft: labelOfDraft(draft), claim },
    })),
  },
};

/** A draft in the room: its very words, what to know about them, and what can be done. */
function draftSaying(id: string, setting: Setting, how: string): string | Saying {
  const draft = draftOf(setting.incident, id);
  if (draft === null) return `📢 **${id}** ${how}.`;
  return {
    text: [`📢 ${titleOfDraft(draft)}, ${how}:`, exactly(draft.text), ...factsOfDraft(draft, setting)].join(
      "\n",
    ),
    pings: draft.approval === null ? askedToApprove(draft, setting) : [],
    rows: draftButtons(draft, setting),
  };
}

function withButtons(id: string, setting: Setting, text: string): Saying {
  const draft = draftOf(setting.incident, id);
  return { text, pings: [], rows: draft === null ? [] : draftButtons(draft, setting) };
}

function titled(id: string, { incident }: Setting): string {
  const draft = draftOf(incident, id);
  return draft === null ? `**${id}**` : titleOfDraft(draft);
}

function onDraft(
  react: (draft: PublicDraft, sight: Sight, asked: string, rest: string) => Reaction,
): Pressed {
  return (sight, arg) => {
    const [asked = "", ...rest] = arg.split("/");
    const draft = draftOf(sight.incident, asked);
    return draft === null ? { show: publicList(sight) } : react(draft, sight, asked, rest.join("/"));
  };
}

function startDraft(sight: Sight, at: number): Reaction {
  const level = levelOf(sight.incident, sight.policy);
  const where = level === null ? undefined : placesFor(sight.policy, level)[at];
  if (where === undefined) return { show: publicList(sight) };
  return { ask: "comms.draft", filled: startOf(sight, where, sight.now) };
}
