import type { Permissions } from "./permissions.ts";
import type { App, Installation } from "./world.ts";

/** Who is asking: an installation's token, an app's own JWT, a person, or nobody. */
export type Actor =
  | {
      kind: "installation";
      app: App;
      installation: Installation;
      permissions: Permissions;
      repositories: number[] | null;
      token: string;
    }
  | { kind: "app"; app: App }
  | { kind: "person"; login: string; token: string | null }
  | { kind: "nobody" };

export function loginOf(actor: Actor): string {
  switch (actor.kind) {
    case "installation":
    case "app":
      return botLogin(actor.app.slug);
    case "person":
      return actor.login;
    case "nobody":
      return "ghost";
  }
}

export const botLogin = (slug: string): string => `${slug}[bot]`;

/** The app behind a write, kept as `performed_via_github_app`. */
export function appIdOf(actor: Actor): number | null {
  return actor.kind === "installation" ? actor.app.id : null;
}
