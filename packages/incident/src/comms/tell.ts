import type { Part } from "../feature.ts";
import type { CommsCommand, CommsEvent, CommsRefusal, CommsReminder } from "./vocabulary.ts";

type CommsPart = Part<CommsCommand, CommsEvent, CommsRefusal, CommsReminder>;

const label = (draft: string, version: number): string => (version === 1 ? draft : `${draft}.${version}`);
/** Enough of a notice to know which it was; the record keeps it whole. */
const beginning = (text: string): string => {
  const line = text.replaceAll(/\s+/gu, " ");
  return [...line].length > 200 ? `${[...line].slice(0, 199).join("")}…` : line;
};
const utc = (at: string): string => `${at.slice(0, 16).replace("T", " ")} UTC`;

/**
 * Lines of the timeline. A draft's words are not among them before they are published: the timeline stands in the issue, which may be
 * public.
 */
export const tell: CommsPart["tell"] = {
  "public-drafted": ({ draft, where, insteadOf }) => ({
    kind: "public",
    text: `Public words ${draft} drafted for ${where}${insteadOf === null ? "" : `, in place of the ${insteadOf}`}`,
  }),
  "public-edited": ({ draft, version, voids }) => ({
    kind: "public",
    text: `Public words ${draft} edited, now ${label(draft, version)}${voids ? "; what was approved is void" : ""}`,
  }),
  "public-mention-set": ({ draft, whom, voids }) => ({
    kind: "public",
    text: `Public words ${draft} ${whom === "nobody" ? "ping nobody" : `ping @${whom}`}${voids ? "; what was approved is void" : ""}`,
  }),
  "claim-confirmed": ({ draft, by, question, basis }) => ({
    kind: "public",
    text: `${by.name} confirmed for ${draft}: ${question} ${basis}`,
  }),
  "public-approved": ({ draft, version, points }) => ({
    kind: "public",
    text: `Public words ${label(draft, version)} approved${points.length === 0 ? "" : `, ${points.length} points checked`}`,
  }),
  "public-rejected": ({ draft, reason }) => ({
    kind: "public",
    text: `Public words ${draft} rejected, because ${reason}`,
  }),
  "public-published": ({ draft, where, text, url, reached, nextUpdateAt }) => ({
    kind: "public",
    text: `Published ${draft} on ${where}${reached === null ? "" : `, to ${reached}`}: ${beginning(text)}${nextUpdateAt === null ? "" : ` (next update promised by ${utc(nextUpdateAt)})`}`,
    url: isAddress(url) ? url : null,
  }),
  "publication-recorded": ({ draft, where, url, reached }) => ({
    kind: "public",
    text: `Publication ${draft} on ${where}${url === null ? "" : `: ${url}`}${reached === null ? "" : `, to ${reached}`}`,
    url: isAddress(url) ? url : null,
  }),
  "public-withdrawn": ({ draft, reason }) => ({
    kind: "public",
    text: `Public words ${draft} withdrawn, because ${reason}`,
  }),
  "downtime-told": ({ since, until }) => ({
    kind: "public",
    text:
      since === null
        ? "Nothing was down for users"
        : until === null
          ? `Down for users since ${utc(since)}`
          : `Down for users from ${utc(since)} to ${utc(until)}`,
  }),
  "sharing-decided": ({ share, redacted, reason }) => ({
    kind: "public",
    text: `The report is ${share === "public" ? "shared with the public" : "kept inside"}${redacted === null ? "" : `, redacted: ${redacted}`}${reason === null ? "" : `, because ${reason}`}`,
  }),
};

const isAddress = (url: string | null): url is string => url !== null && /^https?:\/\/\S+$/.test(url);
