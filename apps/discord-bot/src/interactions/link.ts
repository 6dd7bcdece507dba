import { views, type Answer, type Intent } from "@muster/discord";
import { explainLink, type DiscordAccount } from "@muster/incident";
import { minutesAfter } from "@muster/kernel";
import { oldButton, plainly, privately } from "./answers.ts";
import type { Scene } from "./scene.ts";

/** As long as Discord takes edits of an answer, less a minute for the way. */
const replyForMin = 14;

/** Everything about which GitHub account is whose. Only the one who asks sees the answer. */
export async function linking(scene: Scene, intent: Extract<Intent, { ask: "link" }>): Promise<Answer> {
  const { door, workspace, from } = scene;
  const { links } = door.engine;
  const account = accountOf(scene);
  switch (intent.what) {
    case "offer": {
      const { applicationId, token } = from;
      const expiresAt = minutesAfter(door.clock.now(), replyForMin).toISOString();
      const offered = await links.offer(workspace.id, account, intent.login, {
        applicationId,
        token,
        expiresAt,
      });
      if (!offered.ok) return plainly(explainLink(offered.refused));
      const { code, login } = offered.value;
      return privately(views.linkCode(code, login, workspace.repo));
    }
    case "show": {
      const { policy } = await door.engine.read.policy(workspace.id);
      const named = Object.values(policy.people).find(({ discord }) => discord === account.id);
      const known = await links.show(workspace.id, account);
      return privately(views.linkState({ ...known, byPolicy: named?.github ?? null }));
    }
    case "remove": {
      const ended = await links.end(workspace.id, { discordId: account.id });
      return ended.ok ? privately(views.linkEnded(ended.value)) : plainly(explainLink(ended.refused));
    }
  }
}

/** Yes or no to somebody on GitHub who says that they are the one who presses. */
export async function answerQuestion(scene: Scene, arg: string): Promise<Answer> {
  const { door, workspace } = scene;
  const [, word, question] = /^(yes|no)\/(\d{1,15})$/.exec(arg) ?? [];
  if (word === undefined) return plainly(oldButton);
  const said = await door.engine.links.answer(
    workspace.id,
    accountOf(scene),
    Number(question),
    word === "yes",
  );
  if (!said.ok) return plainly(explainLink(said.refused));
  return privately(said.value === null ? views.linkDeclined() : views.linkedNow(said.value));
}

function accountOf({ from: { person, username } }: Scene): DiscordAccount {
  return { id: person.discord ?? "", name: person.name, username };
}
