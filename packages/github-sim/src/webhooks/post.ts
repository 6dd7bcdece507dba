import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";

export type PostOutcome = {
  statusCode: number;
  status: string;
  durationS: number;
  response: { headers: Record<string, string>; body: string } | null;
};

/** Only this much of an app's answer is kept in the log. */
const keptAnswerMax = 16_384;

/** Hands one webhook over. Never throws: whatever goes wrong is the outcome. */
export function post(
  url: string,
  headers: Record<string, string>,
  body: string,
  limitMs: number,
): Promise<PostOutcome> {
  const startedMs = performance.now();
  const spent = () => Math.round(performance.now() - startedMs) / 1_000;
  const send = url.startsWith("https:") ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const failed = (status: string) =>
      resolve({ statusCode: 502, status, durationS: spent(), response: null });
    const signal = AbortSignal.timeout(limitMs);
    const call = send(
      url,
      {
        method: "POST",
        headers: { ...headers, "Content-Length": Buffer.byteLength(body) },
        signal,
        agent: false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", () => failed("failed to connect to host"));
        answer.on("end", () => {
          const statusCode = answer.statusCode ?? 0;
          resolve({
            statusCode,
            status: statusCode >= 200 && statusCode < 300 ? "OK" : `Invalid HTTP Response: ${statusCode}`,
            durationS: spent(),
            response: {
              headers: Object.fromEntries(
                Object.entries(answer.headers).map(([name, value]) => [name, String(value)]),
              ),
              body: Buffer.concat(chunks).toString("utf8").slice(0, keptAnswerMax),
            },
          });
        });
      },
    );
    call.on("error", () => failed(signal.aborted ? "timed out" : "failed to connect to host"));
    call.end(body);
  });
}
