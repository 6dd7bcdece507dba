import { decide, type Command, type Incident } from "@muster/incident";
import { ada, at, bo, by, declared, record, type Story } from "@muster/incident/testing";
import { loadPolicy, type Policy } from "@muster/policy";

/** A resolved incident under a preset, with an action item, and what it becomes with another note. */
export function withRecordOf(preset: string, level: string) {
  const loaded = loadPolicy(`extends: ${preset}`, { file: "policy.yaml" });
  if (!loaded.ok) throw new Error(`The preset ${preset} was refused.`);
  const { policy } = loaded.value;
  // What a team must tick before it may go on is not what these tests are about.
  const open = { ...policy, phases: {}, confirmation: { levels: [] } };
  const setting = { policy: open, policyVersion: "v1", onCall: [] };
  const step = (story: Story, minute: number, command: Command): Story => {
    const decided = decide(story.incident, { command, actor: by(ada) }, setting, at(minute));
    if (!decided.ok) throw new Error(`${command.do} was refused.`);
    return record(story, decided.value, by(ada), at(minute));
  };
  const steps: [number, Command][] = [
    [4, { do: "find-root-cause", text: "an unchecked return value" }],
    [6, { do: "mitigate", what: "paused", verified: "no loss" }],
    [9, { do: "add-action", text: "check return values", owner: bo, due: "3d" }],
    [12, { do: "resolve", summary: "fixed and deployed" }],
  ];
  const story = steps.reduce(
    (so, [minute, command]) => step(so, minute, command),
    declared({ level }, { setting }),
  );
  return {
    policy: policy satisfies Policy,
    resolved: story.incident satisfies Incident,
    later: (text: string): Story =>
      step(story, 20, { do: "note", text, saidBy: null, saidAt: null, url: null, attachments: [] }),
  };
}
