/** The platform did not do its part. The words are for whoever tries to sign in. */
export class NoAnswer extends Error {
  override name = "NoAnswer";
}

const answerMaxMs = 10_000;

type Answered = { status: number; body: Record<string, unknown> };

/** One call to the platform. Its tokens are used here and forgotten. */
export async function ask(url: string, init: RequestInit): Promise<Answered> {
  try {
    const answer = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(answerMaxMs) });
    const body: unknown = await answer.json().catch(() => null);
    const isRecord = typeof body === "object" && body !== null;
    return { status: answer.status, body: isRecord ? (body as Record<string, unknown>) : {} };
  } catch {
    throw new NoAnswer("It did not answer.");
  }
}

export function textIn(body: Record<string, unknown>, field: string): string | null {
  const value = body[field];
  return typeof value === "string" && value !== "" ? value : null;
}
