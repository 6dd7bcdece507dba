import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { percentile } from "../figures.ts";
import { sign, webhookBody } from "./delivery.ts";

/* A load generator that does as little as it can: written-out requests over plain sockets, one at a time on each. */

export type LoadOrder = { port: number; concurrency: number; forMs: number };
export type Load = { perSecond: number; p50Ms: number; p99Ms: number; refused: number };

const body = webhookBody();
const signature = sign(body);

process.on("message", (order: LoadOrder) => {
  void run(order).then((load) => process.send?.(load));
});
process.send?.("ready");

async function run({ port, concurrency, forMs }: LoadOrder): Promise<Load> {
  const startedMs = performance.now();
  const until = startedMs + forMs;
  const tookMs: number[] = [];
  let refused = 0;
  await Promise.all(
    Array.from({ length: concurrency }, () =>
      oneAfterAnother(port, until, (status, ms) => {
        tookMs.push(ms);
        if (status < 200 || status > 299) refused += 1;
      }),
    ),
  );
  const perSecond = ((tookMs.length - refused) / (performance.now() - startedMs)) * 1_000;
  return { perSecond, p50Ms: percentile(tookMs, 0.5), p99Ms: percentile(tookMs, 0.99), refused };
}

function oneAfterAnother(
  port: number,
  until: number,
  onAnswer: (status: number, ms: number) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const run = randomBytes(8).toString("hex");
    let count = 0;
    let sentMs = 0;
    let came = "";
    const socket = connect(port, "127.0.0.1", send);
    socket.setNoDelay(true);
    socket.on("error", reject);
    socket.on("data", (bytes) => {
      came += bytes.toString("latin1");
      if (!isWhole(came)) return;
      onAnswer(Number(came.slice(9, 12)), performance.now() - sentMs);
      came = "";
      if (performance.now() < until) send();
      else socket.end(resolve);
    });

    function send(): void {
      count += 1;
      sentMs = performance.now();
      const head = [
        "POST /github/webhooks HTTP/1.1",
        "host: 127.0.0.1",
        "content-type: application/json",
        "x-github-event: issues",
        `x-github-delivery: ${run}-${count}`,
        `x-hub-signature-256: ${signature}`,
        `content-length: ${body.length}`,
      ];
      socket.cork();
      socket.write(`${head.join("\r\n")}\r\n\r\n`);
      socket.write(body);
      socket.uncork();
    }
  });
}

/** Whether the answer has come completely; by its length or by its last chunk. */
function isWhole(answer: string): boolean {
  const end = answer.indexOf("\r\n\r\n");
  if (end === -1) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, end))?.[1];
  if (length !== undefined) return answer.length >= end + 4 + Number(length);
  return answer.endsWith("0\r\n\r\n");
}
