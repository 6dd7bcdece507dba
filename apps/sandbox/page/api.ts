import type { Acted, Call, Command, Info, Names, Repo, Seen } from "./answers.ts";

/** The sandbox said no. The message is meant for the person who asked. */
export class Refused extends Error {
  override name = "Refused";
}

async function ask(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`/api${path}`, {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  }).catch(() => {
    throw new Refused("The sandbox does not answer. Is it still running? Start it with npm start.");
  });
  const text = await answer.text();
  if (!answer.ok) throw new Refused(errorIn(text, answer.status));
  return text === "" ? {} : JSON.parse(text);
}

function errorIn(text: string, status: number): string {
  try {
    const { error } = JSON.parse(text) as { error?: unknown };
    if (typeof error === "string" && error !== "") return error;
  } catch {
    // Not JSON: an answer of the web server itself.
  }
  return text === "" || text.length > 300 ? `The sandbox answered with status ${status}.` : text;
}

// What comes back is what our own server of the same version sent; docs/sandbox.md names the fields.
const get = <Answer>(path: string): Promise<Answer> => ask("GET", path) as Promise<Answer>;
const query = encodeURIComponent;

export const api = {
  info: () => get<Info>("/info"),
  see: (as: string) => get<Seen>(`/see?as=${query(as)}`),
  names: (as: string) => get<Names>(`/names?as=${query(as)}`),
  commands: async (as: string, channel: string) =>
    (await get<{ commands: Command[] }>(`/commands?as=${query(as)}&in=${query(channel)}`)).commands,
  repo: (name: string) => get<Repo>(`/github?repo=${query(name)}`),
  calls: (since: string | null) => get<Call[]>(since === null ? "/calls" : `/calls?since=${query(since)}`),
  act: (deed: Record<string, unknown>) => ask("POST", "/act", deed) as Promise<Acted>,
  onGithub: (deed: Record<string, unknown>) =>
    ask("POST", "/github/act", deed) as Promise<{ ok: true; number?: number }>,
  alert: (body: unknown) => ask("POST", "/alerts/alertmanager", body),
  advance: (span: string) => ask("POST", "/clock", { advance: span }) as Promise<{ now: string }>,
  takeDown: (platform: "discord" | "github") => ask("POST", "/faults", { [platform]: "down" }),
  bringBack: () => ask("DELETE", "/faults"),
};
