import { cpus, loadavg } from "node:os";

/** What the figures were measured on, in words that name no machine. */
export function machine(): string {
  const { length } = cpus();
  return `${length} cores, Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}

/** Others who use the machine make everything slower, the floors too. */
export function load(): string {
  return (loadavg()[0] ?? 0).toFixed(1);
}
