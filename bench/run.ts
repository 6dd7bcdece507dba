import { parseArgs } from "node:util";
import { actions } from "./actions.ts";
import { answer } from "./answer.ts";
import { declare } from "./declare.ts";
import { effects } from "./effects.ts";
import { growth } from "./growth.ts";
import { interleavings } from "./interleavings.ts";
import { intake } from "./intake/intake.ts";
import { load, machine } from "./machine.ts";
import { memory } from "./memory.ts";
import { writePage, type Measured } from "./page.ts";
import { crowd } from "./crowd.ts";
import { metrics } from "./metrics.ts";
import { opinion } from "./opinion/opinion.ts";
import { restart } from "./restart.ts";
import { storm } from "./storm.ts";

const benches = {
  declare,
  answer,
  intake,
  effects,
  restart,
  memory,
  growth,
  metrics,
  storm,
  interleavings,
  actions,
  crowd,
  opinion,
};
type Name = keyof typeof benches;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Also measures growth up to a million incidents. */
    big: { type: "boolean", default: false },
    /** Writes docs/benchmarks.md; what was not measured now keeps its table. */
    write: { type: "boolean", default: false },
  },
});
const unknown = positionals.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(", ")}. Choose from: ${Object.keys(benches).join(", ")}.`);
  process.exit(1);
}
const chosen = (positionals.length > 0 ? positionals : Object.keys(benches)) as Name[];

console.log(machine());
const measured: Measured[] = [];
for (const name of chosen) {
  const before = load();
  const figures = await (name === "growth" ? growth({ isBig: values.big }) : benches[name]());
  measured.push({ name, figures, load: before });
  console.log(`\n${name} (others kept the machine busy: load ${before} before, ${load()} after)`);
  for (const { what, value, bound, isHeld } of figures) {
    console.log(`  ${isHeld ? " " : "✗"} ${what}: ${value}${bound === "" ? "" : ` (${bound})`}`);
  }
}
if (values.write) writePage(measured);

const broken = measured.flatMap(({ figures }) => figures.filter(({ isHeld }) => !isHeld));
if (broken.length > 0) {
  console.error(`\n${broken.length} bounds do not hold: ${broken.map(({ what }) => what).join("; ")}`);
}
process.exit(broken.length > 0 ? 1 : 0);
