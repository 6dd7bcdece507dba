import { expect, test } from "vitest";
import { useSandbox } from "./player.ts";

const muster = useSandbox({ policy: "pci" });
const texts = (messages: { text: string }[]): string => messages.map(({ text }) => text).join("\n");

test("B29, S3-31, S0-30: eve reports, a responder chooses the criteria that fit, and only then there is an incident", async () => {
  const answer = texts(
    (await muster.slash("eve", "#general", "/muster report", { text: "I see the orders of others" })).sees,
  );
  expect(answer).toContain("Thank you");
  expect(answer).not.toMatch(/INC-\d/);
  await muster.settle();
  expect((await muster.github()).issues).toEqual([]);
  const [report] = (await muster.messages("bo", "#ops-alerts")).slice(-1);
  expect(report!.text).toContain("Reported by");

  await muster.advance("1h");
  await muster.settle();
  expect((await muster.channels("bo")).filter(({ name }) => name.startsWith("incident-"))).toEqual([]);

  await muster.press("bo", "#ops-alerts", "Classify by criteria", report!.id);
  await muster.choose("bo", "#ops-alerts", { "What fits?": ["Severity 3/suspicious", "Severity 1/breach"] });
  await muster.settle();
  const channel = await muster.incidentChannel("bo", "i-see-the-orders");
  expect(channel.messages[0]!.text).toContain("Severity 1 Critical");
  expect(texts(await muster.messages("bo", channel.name))).toContain("Confirmed data breach");
  expect((await muster.github()).issues).toHaveLength(1);
});

test("B1: two who declare from one message take the higher level", async () => {
  const { message } = await muster.say("ada", "#general", "card numbers in the log");
  await muster.menu("ada", "Declare incident", message!.id);
  await muster.submit("ada", { Title: "Card numbers in the log", Severity: ["Severity 3"] });
  await muster.settle();
  await muster.menu("bo", "Declare incident", message!.id);
  await muster.submit("bo", { Title: "Cards leak", Severity: ["Severity 2"] });
  await muster.settle();
  expect((await muster.incidentChannel("bo", "card-numbers")).messages[0]!.text).toContain("Severity 2 High");
});

test("S3-64, S3R-5, S3-61: an answer escalates by the policy's own words, in the room and on the card", async () => {
  await muster.declare("ada", { title: "Odd export", severity: "Severity 3" });
  await muster.slash("ada", "#ops-alerts", "/assess answer", {
    question: "data-exposed",
    answer: "yes",
    incident: "3",
  });
  await muster.settle();
  const { name } = await muster.incidentChannel("ada", "odd-export");
  await muster.slash("ada", name, "/assess answer", { question: "regulated-data", answer: "unknown" });
  await muster.settle();
  const [card] = await muster.messages("ada", name);
  expect(card!.text).toContain("Severity 2 High");
  expect(card!.text).toContain("Regulated data: protect it first");
  expect(texts((await muster.slash("ada", name, "/assess show")).sees)).toContain(
    "Is sensitive data suspected to be exposed? **yes**",
  );
});
