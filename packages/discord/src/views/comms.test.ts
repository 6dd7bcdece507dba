import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ada, at, bo, by, clock, cy, type Story } from "@muster/incident/testing";
import { settingOf, take, under } from "@muster/incident/testing-policies";
import type { Command, Incident } from "@muster/incident";
import { findCommand } from "../commands/all.ts";
import { modalFor } from "../commands/modal.ts";
import { commsView } from "./comms.ts";
import { publicList, showDraft, startOf } from "./comms-list.ts";
import { noticeMessage, threadName } from "./notice.ts";
import { roomMessage } from "./say.ts";
import { statusCard } from "./status-card.ts";

const seal = under(settingOf("extends: seal"));
const { policy } = seal;
const draft = (text: string, where = "Community channels"): Command => ({
  do: "draft-public",
  where,
  template: null,
  blocks: [],
  text,
  nextUpdate: "1h",
});
const led = seal.play(seal.declare("P1"), [1, take("leader"), by(ada)], [1, take("communications"), by(cy)]);
const drafted = seal.play(led, [2, draft("Paused. Ask help@example.org."), by(cy)]);
const points = ["approved", "verified", "no-cause", "action", "next"];
const approved = seal.play(drafted, [3, { do: "approve-public", draft: "D1", points }, by(ada)]);
const last = (story: Story) => roomMessage([story.events.at(-1)!], { incident: story.incident, policy });
const sight = (incident: Incident) => ({ incident, policy, remotes: {}, person: bo, now: at(5) });
const press = (incident: Incident, what: string, chosen: string[] = []) => {
  const [name = "", ...rest] = what.split("/");
  return commsView.presses[name]!(sight(incident), rest.join("/"), chosen);
};

describe("S0-17, S0-18: a draft in the room", () => {
  const message = last(drafted);

  test("shows the very words, what is odd about them, and asks the one who may approve", () => {
    expect(message.content).toContain("```\nPaused. Ask help@example.org.\n\nNext update by 10:02 UTC.\n```");
    expect(message.content).toContain("It holds an e-mail address. Right for the public?");
    expect(message.content).toContain("Waits for approval by **Incident Leader or Decision Maker**");
    expect(message.allowed_mentions).toMatchObject({ parse: [], users: [ada.discord] });
    expect(JSON.stringify(message.components)).toContain("Approve");
  });

  test("a press under an older text shows the new one instead of approving it", () => {
    const edit: Command = { do: "edit-public", draft: "D1", text: "Other.", nextUpdate: "1h" };
    const edited = seal.play(drafted, [3, edit, by(cy)]).incident;
    expect(press(drafted.incident, "public-approve/D1")).toMatchObject({
      ask: "comms.approve",
      filled: { draft: "D1" },
    });
    expect(press(edited, "public-approve/D1")).toMatchObject({
      show: { content: expect.stringContaining("Other.") },
    });
    expect(press(edited, "public-approve/D1.2")).toMatchObject({ filled: { draft: "D1.2" } });
    expect(press(edited, "public-publish/D1")).toHaveProperty("show");
  });

  test("an approved one is published by a button, or copied and recorded where Muster cannot post", () => {
    expect(press(approved.incident, "public-publish/D1")).toEqual({
      order: { do: "publish-public", draft: "D1" },
    });
    const tweet = seal.play(
      led,
      [2, draft("Paused.", "Twitter"), by(cy)],
      [3, { do: "approve-public", draft: "D1", points }, by(ada)],
    );
    const buttons = JSON.stringify(last(tweet).components);
    expect(buttons).toContain("Copy the words");
    expect(buttons).toContain("Record address");
  });
});

test("S0-19, S0-20: the list says where words go, who speaks to the press, and begins a draft from the fitting template", () => {
  const { content, components } = publicList(sight(led.incident));
  expect(content).toContain("Community channels: Update drafted by the Communication Manager");
  expect(content).toContain("Legal and PR");
  expect(JSON.stringify(components)).toContain("Draft for Twitter");
  expect(startOf({ incident: led.incident, policy }, "Community channels", at(5))).toMatchObject({
    template: "exploit-first",
    "next-update": "10:05",
    text: expect.stringContaining("Next update by 10:05 UTC."),
  });
  expect(press(led.incident, "public-draft/0")).toMatchObject({ ask: "comms.draft" });
});

test("the card shows what was promised, that it is overdue, and what waits for whom", () => {
  const card = (incident: Incident): string =>
    JSON.stringify(
      statusCard({ incident, policy, remotes: {}, lagMs: { discord: 0, github: 0 }, troubles: [] }),
    );
  expect(card(drafted.incident)).toContain("waits for approval by");
  // Once, among what is next.
  expect(card(drafted.incident).split("D1 for Community channels")).toHaveLength(2);
  const out = seal.play(approved, [4, { do: "publish-public", draft: "D1" }, by(cy)]);
  expect(card(out.incident)).toMatch(/Next update on \*\*Community channels\*\* promised/);
  expect(card(out.incident)).not.toContain("Overdue");
  const late = seal.play(out, [70, { do: "fire-timer", name: "public-next" }, clock]);
  expect(card(late.incident)).toContain("Overdue");
  expect(last(late)).toMatchObject({ allowed_mentions: { users: [cy.discord] } });
  expect(last(late).content).toContain("/comms draft");
});

describe("a notice as the public reads it", () => {
  test("S0R-9: pings only what was approved with it", () => {
    const text = "Hello @everyone and <@100000000000000001>, **see** [us](https://evil.example)";
    const quiet = noticeMessage({ text, mention: "nobody" });
    expect(quiet.allowed_mentions).toMatchObject({ parse: [], users: [], roles: [] });
    expect(quiet.content).not.toMatch(/@everyone|<@1|(?<!\\)\*\*see|\]\(/);
    expect(noticeMessage({ text, mention: "here" })).toMatchObject({
      content: expect.stringMatching(/^@here\n/),
      allowed_mentions: { parse: ["everyone"] },
    });
  });

  test("is never cut, whatever characters it has", () => {
    const nasty = fc.string({
      unit: fc.constantFrom("*", "_", "`", "a", " ", "@everyone", "<@1>"),
      maxLength: 1_900,
    });
    fc.assert(
      fc.property(nasty, (long) => {
        const text = [...`x${long}`].slice(0, 1_900).join("");
        const body = noticeMessage({ text, mention: "everyone" });
        expect(JSON.stringify(body)).not.toContain("…");
        expect((body.content ?? "").length).toBeLessThanOrEqual(2_000);
      }),
    );
    const stars = noticeMessage({ text: "*".repeat(1_900), mention: "nobody" });
    expect(JSON.stringify(stars).match(/\\\\\*/g)).toHaveLength(1_900);
  });

  test("its thread is called by how it begins", () => {
    expect(threadName({ text: "\nWe look into it.\nMore." })).toBe("We look into it.");
    expect([...threadName({ text: "x".repeat(300) })]).toHaveLength(80);
  });
});

test("what is shown to be copied is the text, character by character", () => {
  const shown = showDraft(approved.incident.comms.drafts[0]!, { incident: approved.incident, policy });
  expect(shown.content).toContain(`\`\`\`\n${approved.incident.comms.drafts[0]!.text}\n\`\`\``);
});

test("B12: the form of an approval shows the very words that are approved", () => {
  const reaction = press(drafted.incident, "public-approve/D1");
  if (!("ask" in reaction)) throw new Error("It asks for the points of the policy.");
  const words = drafted.incident.comms.drafts[0]!.text;
  expect(reaction.reads).toContain(words);
  const modal = modalFor({
    command: findCommand("comms.approve")!,
    policy,
    incidentId: drafted.incident.id,
    reads: reaction.reads!,
  });
  expect(modal.components[0]).toMatchObject({ type: 10, content: reaction.reads });
  expect(modal.components.length).toBeLessThanOrEqual(5);
  const long = { ...drafted.incident.comms.drafts[0]!, text: "x".repeat(3_000) };
  const incident = { ...drafted.incident, comms: { ...drafted.incident.comms, drafts: [long] } };
  const all = press(incident, "public-approve/D1");
  expect("ask" in all && all.reads!.length <= 4_000 && all.reads).toContain(long.text);
});
