import { answers } from "@muster/github";
import { explainLink, readLinkWord, type GithubAccount, type LinkRefusal } from "@muster/incident";
import type { Answer, Scene } from "./comment-scene.ts";

/** Somebody on GitHub shows the code that they got in Discord, or says who they are there. */
export async function link(scene: Scene, asked: string): Promise<Answer> {
  const { hands, workspace } = scene;
  const { links } = hands.engine;
  const account = accountOf(scene);
  const word = readLinkWord(asked);
  if (!word.ok) return refused(word.refused);
  if (word.value.is === "name") {
    const { username } = word.value;
    const said = await links.ask(workspace.id, account, username);
    return said.ok ? { outcome: "told", text: answers.linkAsked(username) } : refused(said.refused);
  }
  const said = await links.redeem(workspace.id, account, word.value.code);
  return said.ok ? { outcome: "done", text: answers.linked(said.value) } : refused(said.refused);
}

export async function unlink(scene: Scene): Promise<Answer> {
  const { hands, workspace } = scene;
  const said = await hands.engine.links.end(workspace.id, { githubId: accountOf(scene).id });
  return said.ok ? { outcome: "done", text: answers.unlinked } : refused(said.refused);
}

const spent: readonly LinkRefusal["because"][] = ["tries-spent", "questions-spent"];

const refused = (refusal: LinkRefusal): Answer => ({
  outcome: "refused",
  text: explainLink(refusal),
  isLimited: spent.includes(refusal.because),
});

const accountOf = ({ comment: { by } }: Scene): GithubAccount => ({ id: by.id, login: by.login });
