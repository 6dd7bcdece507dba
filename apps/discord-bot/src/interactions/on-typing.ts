import { views, type Answer, type Asked } from "@muster/discord";
import { findIncident } from "./find-incident.ts";
import type { Scene } from "./scene.ts";

const choicesMax = 25;
/** Choices that come late are not shown at all. */
const withinMs = 1_500;
/** https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-choice-structure */
const nameMax = 100;

type Choice = { name: string; value: string };

/** What fits while somebody types: incidents by number or title, action items of the incident at hand. Nothing for others than responders. */
export async function onTyping(scene: Scene, asked: Extract<Asked, { is: "typing" }>): Promise<Answer> {
  if (!scene.isResponder) return { with: "choices", choices: [] };
  const look = asked.option === "action" ? actions(scene, asked) : incidents(scene, asked.text);
  const late = new Promise<Choice[]>((resolve) => setTimeout(() => resolve([]), withinMs).unref());
  const choices = await Promise.race([look.catch(() => []), late]);
  return { with: "choices", choices };
}

async function incidents({ door, workspace }: Scene, text: string): Promise<Choice[]> {
  const found = await door.engine.read.complete(workspace.id, text.slice(0, 100), choicesMax);
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
    .filter(({ done }) => !done)
    .filter(({ id, text }) => `${id} ${text}`.toLowerCase().includes(wanted))
    .slice(0, choicesMax)
    .map(({ id, text, owner }) => ({
      name: views.label(`${id} ${text} (${owner.name})`, nameMax),
      value: id,
    }));
}
