import { codeLivesMin, showCode, type Link, type LinkOffer } from "@muster/incident";
import { ButtonStyle, ComponentType, type APIButtonComponentWithCustomId } from "discord-api-types/v10";
import { customId } from "./custom-id.ts";
import { textMessage, type MessageBody } from "./message.ts";
import { inline } from "./neutralise.ts";
import { ago } from "./time.ts";

/* Answers for the one who asks: which account on GitHub is theirs. */

const shownMax = 4;

export function linkCode(
  code: string,
  login: string,
  repo: { owner: string; name: string } | null,
): MessageBody {
  const where =
    repo === null
      ? "any issue of the team's repository"
      : `any issue of **${inline(`${repo.owner}/${repo.name}`)}**`;
  return textMessage(
    `As \`${login}\` on GitHub, comment this on ${where}, within ${codeLivesMin} minutes:\n\`\`\`\n/link ${showCode(code)}\n\`\`\`\nThe code works once, and for \`${login}\` alone. This line changes when it was used.`,
  );
}

export function linkState({
  link,
  questions,
  byPolicy,
}: {
  link: Link | null;
  questions: readonly LinkOffer[];
  /** The login that the policy names for this person. */
  byPolicy: string | null;
}): MessageBody {
  const own =
    link === null
      ? byPolicy === null
        ? "No GitHub account is yours here yet. To say which: /link github"
        : `On GitHub you are \`${byPolicy}\`, as the team's policy says (\`people\` in .muster/policy.yaml).`
      : `On GitHub you are \`${link.github.login}\`, ${ago(link.at)}, by ${link.how === "code" ? "a code" : "your word here"}. To take that back: /link remove`;
  const asked = questions.slice(0, shownMax);
  const lines = asked.map(
    ({ github }) =>
      `❓ \`${github.login}\` on GitHub says that they are you. Say yes only if you wrote that comment yourself: whoever it is speaks for you there.`,
  );
  const rows = asked.map(({ id, github }) => [
    button(`Yes, ${github.login} is me`, `yes/${id}`, ButtonStyle.Primary),
    button("No", `no/${id}`, ButtonStyle.Secondary),
  ]);
  return textMessage([own, ...lines].join("\n"), rows);
}

export const linkedNow = ({ github }: Link): MessageBody =>
  textMessage(`✅ On GitHub you are \`${github.login}\` from now on. To take that back: /link remove`);

export const linkDeclined = (): MessageBody =>
  textMessage(
    "Noted: that is not you. If somebody keeps trying to be you, tell whoever keeps the repository.",
  );

export const linkEnded = ({ github }: Link): MessageBody =>
  textMessage(`\`${github.login}\` is no longer you here. What was recorded stays recorded.`);

function button(
  label: string,
  arg: string,
  style: ButtonStyle.Primary | ButtonStyle.Secondary,
): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style,
    label: label.slice(0, 80),
    custom_id: customId("link", null, arg),
  };
}
