import type { Group } from "./definition.ts";

/** What a group of commands is for: Discord shows it, and so does /muster help. */
export const groupWords: Record<Group, string> = {
  incident: "Declare and run incidents",
  action: "Action items: what is to be done, by whom, by when",
  task: "Tasks during an incident: one person, one task, so many minutes",
  checklist: "The policy's phases and steps",
  runbook: "Step-by-step guides for kinds of trouble",
  assess: "What kind of trouble it is, and what it touches",
  call: "Call people in, and find out whom to call",
  comms: "Public words: draft, approve, publish",
  evidence: "What is kept as evidence, and who has it",
  access: "Who may know of an incident: let in, take out, restrict",
  chain: "Transactions, addresses and money on chain",
  clock: "Deadlines that the law sets; confirm them with counsel",
  review: "After it is over: watch, meet, learn",
  maturity: "What the record says of how mature your response is",
  drill: "Practise: scenarios, roll-calls, and how they went",
  muster: "About Muster itself",
  metrics: "How long things took, how often they were kept, who carried what",
  link: "Which account on GitHub is yours",
};
