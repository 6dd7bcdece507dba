import { z } from "zod";
import { key, line, name } from "../fields-of-text.ts";

/* How a postmortem comes out: who is asked to read it, what is looked for in it, and what follows its publication. Every field has a default, so that a policy that an older Muster stored still reads. */

const severityText = "Write `failure`, `warning` or `off`.";
const weight = (normally: "failure" | "warning") =>
  z.enum(["failure", "warning", "off"], severityText).default(normally);

/** Fields of `postmortem`. */
export const postmortemFields = {
  draft: z
    .boolean()
    .default(true)
    .describe("The pull request opens as a draft; people say when it is ready for review."),
  reviewers: z
    .strictObject({
      responders: z
        .boolean()
        .default(true)
        .describe("Everyone who held a role in the incident is asked to read the timeline."),
      facilitator: z.boolean().default(true).describe("Whoever leads the review meeting is asked."),
      roles: z.array(key).max(10).default([]).describe("Holders of these roles are asked, if not all are."),
      groups: z.array(key).max(10).default([]).describe("People of these groups are asked."),
      people: z.array(name).max(15).default([]).describe("Names from `people` who are always asked."),
      teams: z
        .array(line(80).regex(/^[A-Za-z0-9_.-]+$/, "Write the team's slug, without the organisation."))
        .max(10)
        .default([])
        .describe("GitHub teams of the organisation, by their slugs."),
    })
    .prefault({})
    .describe("Who is asked on GitHub to review the pull request. Only who has access can be."),
  sections: z
    .array(line(80))
    .max(20)
    .default([])
    .describe(
      "Headings that must have words below them, besides impact, times, root cause and action items.",
    ),
  check: z
    .strictObject({
      impact: weight("failure"),
      times: weight("failure"),
      rootCause: weight("failure"),
      actions: weight("failure").describe("Action items without an owner or a due date."),
      feedback: weight("failure").describe("Questions of `aftercare` that nobody has answered."),
      sections: weight("failure").describe("Headings of `sections` without words."),
      redaction: weight("failure").describe("Nobody has confirmed that nothing sensitive is in it."),
      personal: weight("failure").describe("E-mail and private network addresses, phone numbers."),
      blame: weight("warning").describe("Words that may read as blame."),
    })
    .prefault({})
    .describe("How much each thing that a postmortem lacks matters to the check of its pull request."),
  index: z
    .boolean()
    .default(true)
    .describe("A `README.md` beside the postmortems lists those that are published."),
  feed: z
    .boolean()
    .default(true)
    .describe("A `feed.xml` beside them tells feed readers of each, where reports are public."),
};
