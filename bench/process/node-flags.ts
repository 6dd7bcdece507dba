import { readFileSync } from "node:fs";

const file = new URL("../../scripts/node-flags.json", import.meta.url);

/** What `npm start` gives to Node for Muster; what is measured here runs the same way. */
export const nodeFlags = JSON.parse(readFileSync(file, "utf8")) as string[];
