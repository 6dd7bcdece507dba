import { no, yes, type Result } from "@muster/kernel";
import type { Policy } from "@muster/policy";

/*
 * Which account on GitHub belongs to which in Discord. Both sides must say so: one is told a code, or asks by name, and the other
 * answers. A link gives no rights: what somebody may do on GitHub, GitHub says, and in Discord Discord.
 */

/** Somebody in Discord. `name` is shown; `username` is theirs alone in all of Discord. */
export type DiscordAccount = { id: string; name: string; username: string };
/** GitHub lets people rename themselves, and others take the name that is free then: only the id stays theirs. */
export type GithubAccount = { id: number; login: string };

export type Link = {
  discord: { id: string; name: string };
  github: GithubAccount;
  /** By a code from Discord, or by a question from GitHub that was answered there. */
  how: "code" | "question";
  at: string;
};

/** One side's word, waiting for the other's. */
export type LinkOffer = {
  id: number;
  from: "discord" | "github";
  /** The username alone where GitHub asks. */
  discord: { id: string | null; name: string };
  /** The login alone where Discord offers. */
  github: { id: number | null; login: string };
  expiresAt: string;
  ended: "used" | "replaced" | "declined" | null;
};

export const codeLivesMin = 10;
export const questionLivesHours = 24;
/** So many wrong codes of one account are looked at within the time that a code lives. */
export const triesMax = 5;
/** So many questions of one GitHub account may wait at once. */
export const questionsMax = 3;

export type LinkRefusal =
  | { because: "code-unknown" }
  | { because: "code-expired" }
  | { because: "code-used" }
  | { because: "code-foreign" }
  | { because: "tries-spent" }
  | { because: "questions-spent" }
  | { because: "question-gone" }
  | { because: "not-a-login"; asked: string }
  | { because: "not-a-name"; asked: string }
  | { because: "not-here"; asked: string }
  | { because: "discord-linked"; login: string }
  | { because: "github-linked"; name: string }
  | { because: "policy-differs"; login: string }
  | { because: "not-linked" };

/** A refusal in words: what is so, then what to do. For either side. */
export const linkWords: {
  [Because in LinkRefusal["because"]]: (refused: Extract<LinkRefusal, { because: Because }>) => string;
} = {
  "code-unknown": () =>
    `I know no such code. A code lives ${codeLivesMin} minutes and works once. Get a new one in Discord: /link github`,
  "code-expired": () =>
    `That code is more than ${codeLivesMin} minutes old. Get a new one in Discord: /link github`,
  "code-used": () =>
    "That code was used already, or a newer one took its place. Get a new one in Discord: /link github",
  "code-foreign": () =>
    "That code was made for another GitHub account. If this one is yours, name it in Discord: /link github. If the code is not yours, leave it.",
  "tries-spent": () =>
    `That were ${triesMax} wrong codes. Wait ${codeLivesMin} minutes, then get a new one in Discord: /link github`,
  "questions-spent": () =>
    `You have asked ${questionsMax} names already, and none has answered. Use a code instead. In Discord: /link github`,
  "question-gone": () => "Nobody waits for that answer any more. /link show tells how things are.",
  "not-a-login": ({ asked }) =>
    `\`${asked}\` is no GitHub login. Write it as it stands in the address of your profile, such as \`ada-lovelace\`.`,
  "not-a-name": ({ asked }) =>
    asked === ""
      ? "Say who you are in Discord: `/link 7KQ2-M9XD` with the code that /link github gives you there, or `/link ada.l` with your name there, the one without a space."
      : `\`${asked}\` is neither a code nor a name in Discord. Your name there is the one without a space, such as \`ada.l\`; a code comes from /link github.`,
  "not-here": ({ asked }) =>
    `\`/link ${asked}\` is said in Discord. Here it is \`/link\` with the code that /link github gives there, or with your name there; \`/unlink\` takes it back.`,
  "discord-linked": ({ login }) =>
    `That Discord account is linked with \`${login}\` on GitHub. To change it, end that first: /link remove in Discord.`,
  "github-linked": ({ name }) =>
    `That GitHub account is linked with \`${name}\` in Discord. To change it, end that first: comment /unlink on any issue.`,
  "policy-differs": ({ login }) =>
    `The team's policy says otherwise who \`${login}\` is. Whoever keeps the policy changes \`people\` in .muster/policy.yaml.`,
  "not-linked": () => "No account is linked, so there is nothing to end.",
};

export function explainLink(refused: LinkRefusal): string {
  const words = linkWords[refused.because] as (refused: LinkRefusal) => string; // Each takes the refusal that it is listed under.
  return words(refused);
}

/** Without letters and digits that look alike. */
export const codeLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
export const codeLength = 8;

/** `7KQ2-M9XD`: what people read off one screen and type on another. */
export const showCode = (code: string): string => `${code.slice(0, 4)}-${code.slice(4)}`;

export type LinkWord = { is: "code"; code: string } | { is: "name"; username: string };

/** How Discord calls it: whoever writes that in a comment is not called so. */
const saidInDiscord: readonly string[] = ["github", "show", "remove"];

/** What somebody wrote after `/link` on GitHub: a code, or their name in Discord, which knows no dash and no capitals. */
export function readLinkWord(asked: string): Result<LinkWord, LinkRefusal> {
  const said = asked.trim();
  const letters = said.toUpperCase().replaceAll(/[\s-]/g, "");
  const isCode = new RegExp(`^[${codeLetters}]{${codeLength}}$`).test(letters);
  if (isCode && (said.includes("-") || /[A-Z]/.test(said))) return yes({ is: "code", code: letters });
  const username = said.replace(/^@/, "").toLowerCase();
  if (saidInDiscord.includes(said.toLowerCase()))
    return no({ because: "not-here", asked: said.toLowerCase() });
  // https://support.discord.com/hc/en-us/articles/12620128861463
  if (/^[a-z\d_.]{2,32}$/.test(username)) return yes({ is: "name", username });
  return no({ because: "not-a-name", asked: said.slice(0, 40) });
}

/** https://docs.github.com/en/enterprise-cloud@latest/admin/identity-and-access-management/iam-configuration-reference/username-considerations-for-external-authentication */
export function readLogin(asked: string): Result<string, LinkRefusal> {
  const said = asked.trim().replace(/^@|^https:\/\/github\.com\//i, "");
  return /^[a-z\d](?:-?[a-z\d]){0,38}$/i.test(said)
    ? yes(said)
    : no({ because: "not-a-login", asked: said.slice(0, 60) });
}

/** Whether these two may be linked: neither is somebody else's already, by a link or by the policy. */
export function judgeLink(
  pair: { discordId: string; github: GithubAccount },
  known: { ofDiscord: Link | null; ofGithub: Link | null; policy: Pick<Policy, "people"> },
): Result<"new" | "known", LinkRefusal> {
  const { discordId, github } = pair;
  const { ofDiscord, ofGithub, policy } = known;
  if (ofDiscord !== null && ofDiscord.github.id === github.id) return yes("known");
  if (ofDiscord !== null) return no({ because: "discord-linked", login: ofDiscord.github.login });
  if (ofGithub !== null) return no({ because: "github-linked", name: ofGithub.discord.name });
  const login = github.login.toLowerCase();
  const isOtherwise = Object.values(policy.people).some((person) => {
    const isLogin = person.github?.toLowerCase() === login;
    const isDiscord = person.discord === discordId;
    return (
      (isLogin && person.discord !== null && !isDiscord) || (isDiscord && person.github !== null && !isLogin)
    );
  });
  return isOtherwise ? no({ because: "policy-differs", login: github.login }) : yes("new");
}

/** Whether a code, as it is on record, may be used by this account now. */
export function judgeCode(
  offer: LinkOffer | null,
  { login, now }: { login: string; now: Date },
): Result<LinkOffer, LinkRefusal> {
  if (offer === null) return no({ because: "code-unknown" });
  // Before anything else: somebody else learns nothing of a code that is not theirs.
  if (offer.github.login.toLowerCase() !== login.toLowerCase()) return no({ because: "code-foreign" });
  if (offer.ended !== null) return no({ because: "code-used" });
  if (new Date(offer.expiresAt) <= now) return no({ because: "code-expired" });
  return yes(offer);
}
