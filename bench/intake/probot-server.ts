import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware, createProbot, type ApplicationFunction } from "probot";
import { secret } from "./delivery.ts";

/* Probot with a handler that does nothing. It keeps nothing: what it has answered is gone when the process is. */

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs1", format: "pem" },
  publicKeyEncoding: { type: "pkcs1", format: "pem" },
});
const probot = createProbot({ overrides: { appId: 1, privateKey, secret, logLevel: "fatal" } });
const doNothing: ApplicationFunction = (app) => {
  app.on("issues.opened", () => {});
};
const middleware = await createNodeMiddleware(doNothing, {
  probot,
  webhooksPath: "/github/webhooks",
});
const server = createServer((request, response) => void middleware(request, response));
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));
