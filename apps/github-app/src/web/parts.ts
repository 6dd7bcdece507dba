import { createHash } from "node:crypto";
import type { Engine, Log } from "@muster/engine";
import type { Github } from "@muster/github";
import type { Clock } from "@muster/kernel";
import { page, pageText, style, type Frame, type Html, type Section } from "@muster/web";
import type { KnownWorkspaces } from "../known-workspace.ts";
import type { WebSettings } from "./settings.ts";

/** What the pages are made of and from. */
export type SiteParts = {
  engine: Engine;
  github: Github;
  workspaces: KnownWorkspaces;
  web: WebSettings;
  /** Sessions are signed with it. */
  key: Buffer;
  clock: Clock;
  log: Log;
  /** Where people reach this door; known once it is open. */
  origin(): string;
};

const styleHash = createHash("sha256").update(style).digest("hex").slice(0, 12);
export const styleUrl = `/assets/${styleHash}.css`;

/** A whole page as it is sent. */
export function written(
  body: Html,
  title: string,
  about: { reader?: Frame["reader"]; here?: Section; feed?: string } = {},
): string {
  const { reader = null, here = null, feed } = about;
  const frame: Frame = { styleUrl, reader, ...(feed === undefined ? {} : { feed }) };
  return pageText(page(frame, { title, here }, body));
}
