import { parseArgs } from "node:util";
import { sayDuration } from "@muster/kernel";
import type { Engine } from "@muster/engine";
import { holdersOf, offersOf, openTasks, type Incident } from "@muster/incident";
import { UsageError, type CliCommand } from "../command.ts";
import { findIncident, openRecord } from "../open-record.ts";

export const show: CliCommand = {
  summary: "How an incident stands, and with flags what is behind it",
  usage: "muster show INC-1 [--events] [--effects] [--timers] [--json] [--workspace ID] [--data DIR]",
  async run(args, io) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        events: { type: "boolean" },
        effects: { type: "boolean" },
        timers: { type: "boolean" },
        json: { type: "boolean" },
        workspace: { type: "string" },
        data: { type: "string" },
      },
    });
    const [ref] = positionals;
    if (ref === undefined) throw new UsageError("Say which incident, for example `muster show INC-1`.");
    const record = await openRecord(io, { data: values.data });
    try {
      const incident = await findIncident(record.engine, ref, values.workspace);
      const parts = await gather(record.engine, incident, values);
      io.out(
        values.json === true ? JSON.stringify({ incident, ...parts }, null, 2) : inWords(incident, parts),
      );
      return 0;
    } finally {
      await record.close();
    }
  },
};

type Wanted = { events?: boolean | undefined; effects?: boolean | undefined; timers?: boolean | undefined };
type Parts = {
  events?: Awaited<ReturnType<Engine["read"]["events"]>>;
  effects?: Awaited<ReturnType<Engine["read"]["effects"]>>;
  timers?: Awaited<ReturnType<Engine["read"]["timers"]>>;
};

async function gather(engine: Engine, incident: Incident, wanted: Wanted): Promise<Parts> {
  const parts: Parts = {};
  if (wanted.events === true) parts.events = await engine.read.events(incident.id);
  if (wanted.effects === true) parts.effects = await engine.read.effects(incident.id);
  if (wanted.timers === true) parts.timers = await engine.read.timers(incident.id);
  return parts;
}

function inRole(incident: Incident, role: string): string {
  const holders = holdersOf(incident, role).map(({ person }) => person.name);
  const asked = offersOf(incident, role).map(({ to }) => `offered to ${to.name}`);
  return [...holders, ...asked].join(", ") || "missing";
}

function inWords(incident: Incident, { events, effects, timers }: Parts): string {
  const lines = [
    `${incident.ref}  ${incident.title}`,
    `  status     ${incident.status}`,
    `  severity   ${incident.severity === null ? "not set" : `${incident.severity.levelId} (${incident.severity.policyId})`}`,
    `  declared   ${incident.anchors.declared?.at ?? "unknown"} by ${incident.reporter.name}`,
    ...Object.keys(incident.roles).map((role) => `  ${role.padEnd(10)} ${inRole(incident, role)}`),
    ...openTasks(incident).map(
      ({ id, to, text, status }) => `  ${id.padEnd(10)} ${to.name}: ${text} (${status})`,
    ),
    ...durations(incident),
    "",
    "Timeline (UTC)",
    ...incident.timeline.map(
      (entry) => `  ${String(entry.seq).padStart(3)}  ${entry.at}  ${entry.by.name}: ${entry.text}`,
    ),
  ];
  if (incident.actions.length > 0) {
    lines.push(
      "",
      "Action items",
      ...incident.actions.map(
        (item) => `  [${item.done ? "x" : " "}] ${item.id}  ${item.text}, ${item.owner.name}, ${item.due}`,
      ),
    );
  }
  const { items, holds } = incident.evidence;
  if (items.length + holds.length > 0) {
    lines.push(
      "",
      "Evidence",
      ...items.map(
        ({ id, what, holder, sha256, place }) =>
          `  ${id}  ${what}, with ${holder.name}, sha256 ${sha256 ?? "unknown"}, kept at ${place ?? "unknown"}`,
      ),
      ...holds.map(
        ({ id, authority, until, lifted }) =>
          `  ${id}  legal hold by ${authority}${lifted === null ? `, until ${until ?? "it is lifted"}` : ", lifted"}`,
      ),
    );
  }
  if (events !== undefined)
    lines.push(
      "",
      "Events",
      ...events.map(
        (event) =>
          `  ${String(event.seq).padStart(3)}  ${event.at}  ${event.type}  by ${event.by.name} via ${event.via}`,
      ),
    );
  if (effects !== undefined) {
    lines.push("", "Effects");
    for (const effect of effects) {
      const what =
        effect.effect.kind === "keep"
          ? `keep ${effect.effect.surface}`
          : `say ${effect.effect.place} (event ${effect.effect.seq})`;
      const end =
        effect.givenUp === null ? (effect.lastError ?? "") : `${effect.givenUp.why} ${effect.givenUp.fix}`;
      lines.push(
        `  ${effect.lane.padEnd(8)} ${what.padEnd(26)} ${effect.state.padEnd(9)} tries ${effect.attempts}  ${effect.remote?.url ?? effect.remote?.id ?? ""}  ${end}`.trimEnd(),
      );
    }
  }
  if (timers !== undefined)
    lines.push("", "Timers", ...timers.map((timer) => `  ${timer.dueAt.toISOString()}  ${timer.name}`));
  return lines.join("\n");
}

function durations(incident: Incident): string[] {
  const { detected, mitigated, resolved } = incident.anchors;
  const after = (end: typeof mitigated): string => {
    if (end === undefined) return "not yet";
    if (detected === undefined) return end.at;
    return `after ${sayDuration(new Date(end.at).getTime() - new Date(detected.at).getTime())}`;
  };
  return [`  mitigated  ${after(mitigated)}`, `  resolved   ${after(resolved)}`];
}
