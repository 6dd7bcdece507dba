import { h } from "./dom.ts";
import { openChannelById, openGithub } from "./navigate.ts";
import { now } from "./state.ts";

/**
 * A link as either platform would show it. What leads to this sandbox's own Discord or GitHub opens here, because the
 * addresses are those that the real platforms would have; other addresses open in a new tab.
 */
export function linkView(href: string, inner: (Node | string)[], className = ""): HTMLElement {
  const inside = insideOf(href);
  if (inside !== null) {
    return h("button", { type: "button", class: `link ${className}`, title: href, onclick: inside }, inner);
  }
  if (!/^https?:\/\//i.test(href)) return h("span", { title: href }, inner);
  return h(
    "a",
    { href, class: className, target: "_blank", rel: "noopener noreferrer nofollow", title: href },
    inner,
  );
}

function insideOf(href: string): (() => void) | null {
  if (/^#issuecomment-\d+$/.test(href)) return () => showComment(href.slice(1));
  const channel = /^https:\/\/discord\.com\/channels\/\d+\/(\d+)(?:\/\d+)?$/.exec(href)?.[1];
  if (channel !== undefined) {
    return now().seen.channels.some(({ id }) => id === channel) ? () => openChannelById(channel) : null;
  }
  const [, repoName, kind, rest] =
    /^https:\/\/github\.com\/([\w.-]+\/[\w.-]+)\/(issues|pull|blob|tree)\/([^?#]+)/.exec(href) ?? [];
  if (repoName === undefined || rest === undefined || !now().info.repos.includes(repoName)) return null;
  if (kind === "issues")
    return () => void openGithub(repoName, { tab: "issues", number: Number(rest), shows: "open" });
  if (kind === "pull")
    return () => void openGithub(repoName, { tab: "pulls", number: Number.parseInt(rest, 10) });
  if (kind === "tree") return () => void openGithub(repoName, { tab: "branches" });
  const path = decodeURIComponent(rest.split("/").slice(1).join("/"));
  return () => void openGithub(repoName, { tab: "files", path });
}

function showComment(id: string): void {
  const comment = document.getElementById(id);
  comment?.scrollIntoView({ block: "nearest" });
  comment?.setAttribute("tabindex", "-1");
  comment?.focus();
}
