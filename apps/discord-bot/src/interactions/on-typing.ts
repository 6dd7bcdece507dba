import { isOpenAction } from "@muster/incident";
import { views, type Answer, type Asked } from "@muster/discord";
import { findIncident } from "./find-incident.ts";
import { audience, type Scene } from "./scene.ts";

const choicesMax = 25;
/** Choices that come late are not shown at all. */
const withinMs = 1_500;
/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const nameMax = 100;

type Choice = { name: string; value: string };

/** What fits while somebody types: incidents by number or title, action items of the incident at hand. Nothing for others than responders. */
export async function onTyping(scene: Scene, asked: Extract<Asked, { is: "typing" }>): Promise<Answer> {
  if (!scene.isResponder) return { with: "choices", choices: [] };
  const look = suggestions(scene, asked);
  const late = new Promise<Choice[]>((resolve) => setTimeout(() => resolve([]), withinMs).unref());
  const choices = await Promise.race([look.catch(() => []), late]);
  return { with: "choices", choices };
}

async function suggestions(scene: Scene, asked: Extract<Asked, { is: "typing" }>): Promise<Choice[]> {
  const option = asked.command.options.find(({ name }) => name === asked.option);
  if (option?.suggest !== undefined) {
    const found = await findIncident(scene, { named: asked.incident, id: null });
    if (!found.ok) return [];
    const { incident } = found.value;
    const policy = await scene.door.engine.read.policyOf(incident);
    return fitting(option.suggest({ incident, policy }), asked.text);
  }
  if (option?.choices !== undefined) return fitting(option.choices(scene.policy), asked.text);
  return asked.option === "action" ? actions(scene, asked) : incidents(scene, asked.text);
}

function fitting(choices: { label: string; value: string }[], text: string): Choice[] {
  const wanted = text.toLowerCase();
  return choices
    .filter(({ label, value }) => `${value} ${label}`.toLowerCase().includes(wanted))
    .slice(0, choicesMax)
    .map(({ label, value }) => ({ name: views.label(label, nameMax), value }));
}

async function incidents(scene: Scene, text: string): Promise<Choice[]> {
  const { door, workspace } = scene;
  const wanted = text.slice(0, 100);
  const found = await door.engine.read.complete(workspace.id, wanted, choicesMax, audience(scene));
  return found.map(({ ref, title, status }) => ({
    name: views.label(`${ref} ${title} (${status})`, nameMax),
    value: ref,
  }));
}

async function actions(scene: Scene, asked: Extract<Asked, { is: "typing" }>): Promise<Choice[]> {
  const found = await findIncident(scene, { named: asked.incident, id: null });
  if (!found.ok) return [];
  const wanted = asked.text.toLowerCase();
  return found.value.incident.actions
    .filter(isOpenAction)
    .filter(({ id, text }) => `${id} ${text}`.toLowerCase().includes(wanted))
    .slice(0, choicesMax)
    .map(({ id, text, owner }) => ({
      name: views.label(`${id} ${text} (${owner.name})`, nameMax),
      value: id,
    }));
}
