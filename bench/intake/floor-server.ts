import { timingSafeEqual } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import postgres from "postgres";
import { sign } from "./delivery.ts";

/* The least that a receiver can do that loses nothing: check the signature, store the bytes, answer. */

const sql = postgres(process.env["BENCH_DATABASE_URL"] ?? "", { max: 10, onnotice: () => {} });
await sql`create table if not exists floor_inbox (id text primary key, raw bytea not null)`;

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => void take());

  async function take(): Promise<void> {
    const raw = Buffer.concat(chunks);
    const given = Buffer.from(request.headers["x-hub-signature-256"]?.toString() ?? "");
    const wanted = Buffer.from(sign(raw));
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
      response.writeHead(401).end();
      return;
    }
    const id = request.headers["x-github-delivery"]?.toString() ?? "";
    await sql`insert into floor_inbox values (${id}, ${raw})`;
    response.writeHead(202).end("{}");
  }
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
