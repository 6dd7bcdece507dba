import type { PolicyNews, Workspace } from "@muster/incident";
import type { Policy } from "@muster/policy";
import { textMessage, type MessageBody } from "./message.ts";
import { inline } from "./neutralise.ts";

export type PolicyWord = { news: PolicyNews; policy: Policy; repo: Workspace["repo"] };

/** The word in #ops-alerts that the policy file cannot be used, or is in force again. It pings nobody: no incident waits for it. */
export function policyNewsMessage({ news, policy, repo }: PolicyWord): MessageBody {
  const where = repo === null || news.commit === null ? [] : [commitUrl(repo, news.commit)];
  const last = [...where, newsMark(news)];
  if (news.is === "mended") {
    return textMessage(
      [
        `✅ **The policy file can be used again.** New incidents follow ${inline(policy.name, 100)}.`,
        ...last,
      ].join("\n"),
    );
  }
  const more = news.problemCount - news.problems.length;
  return textMessage(
    [
      `⚠️ **The policy file cannot be used.** What was in force stays in force: ${inline(policy.name, 100)}. Incidents go on as before.`,
      ...news.problems.map((problem) => `- ${inline(problem, 280)}`),
      ...(more > 0 ? [`- … and ${more} more`] : []),
      "Mend the file with a commit or revert the last one. All problems: `npm run muster -- doctor`.",
      ...last,
    ].join("\n"),
  );
}

/** A line of its own, by which a second try finds the message of the first. */
export function newsMark({ is, commit }: PolicyNews): string {
  return `-# Policy file ${is === "mended" ? "read again" : "refused"}${commit === null ? "" : ` at ${commit.slice(0, 10)}`}`;
}

const commitUrl = ({ owner, name }: NonNullable<Workspace["repo"]>, commit: string): string =>
  `<https://github.com/${owner}/${name}/blob/${commit}/.muster/policy.yaml>`;
