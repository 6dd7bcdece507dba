import { sources, type Source } from "@muster/alerts";
import type { Engine, InboxHandler } from "@muster/engine";
import { explain, inside, type Actor, type Incident } from "@muster/incident";
import { alertDeeds, signalsFor, type AlertDeed } from "./alert-plan.ts";

/** How many of the latest incidents an end is looked up in, after the open ones. */
const recentMax = 50;

/** Turns a stored alert into incidents, or into news for those that exist. What it returns says what became of it. */
export function alertHandler(engine: Engine): InboxHandler {
  return async ({ deliveryId, workspaceId, headers, raw, receivedAt }) => {
    const name = headers["x-muster-source"] ?? "";
    const source: Source | undefined = Object.hasOwn(sources, name)
      ? sources[name as keyof typeof sources]
      : undefined;
    if (workspaceId === null || source === undefined) return "of no workspace or source that is known";

    const contentType = headers["content-type"] ?? null;
    const read = source.read({ headers, body: raw, contentType, receivedAt });
    if (!read.ok) return `unreadable: ${read.refused.because}`;
    const { policy } = await engine.read.policy(workspaceId);
    const outcomes: string[] = [];
    for (const deed of alertDeeds(name, read.value, policy, receivedAt)) {
      const requestId = `alert:${deliveryId}:${deed.sameAs}`;
      outcomes.push(await tell(engine, { workspaceId, requestId, actor: actorOf(name), deed }));
    }
    return [...new Set(outcomes)].join(", ") || "nothing to do";
  };
}

/** Deliveries of one source stay in order, so that an end does not overtake its start. */
export const alertOrder = ({
  workspaceId,
  headers,
}: {
  workspaceId: string | null;
  headers: Record<string, string>;
}): string => `${workspaceId}:${headers["x-muster-source"]}`;

type Told = { workspaceId: string; requestId: string; actor: Actor; deed: AlertDeed };

async function tell(engine: Engine, told: Told): Promise<string> {
  const { workspaceId, requestId, actor, deed } = told;
  if (deed.declaration === null) return update(engine, told);

  const declared = await engine.declare({
    workspaceId,
    declaration: deed.declaration,
    actor,
    requestId,
    sameAs: deed.sameAs,
    reply: null,
  });
  if (!declared.ok) return `refused: ${explain(declared.refused)}`;
  const { incident, isNew } = declared.value;
  return `${isNew ? "declared" : "told"} ${incident.ref}`;
}

/** Nothing fires that would open an incident: those that know these signals hear how they stand. */
async function update(engine: Engine, told: Told): Promise<string> {
  const { workspaceId, deed } = told;
  const [open, recent] = await Promise.all([
    engine.read.open(workspaceId, inside),
    engine.read.list(workspaceId, { limit: recentMax, audience: inside }),
  ]);
  const incidents = [...open, ...recent.filter(({ id }) => !open.some((incident) => incident.id === id))];
  const concerned = incidents
    .map((incident) => ({ incident, signals: signalsFor(incident, deed) }))
    .filter(({ signals }) => signals.length > 0);
  for (const { incident, signals } of concerned) await report(engine, told, incident, signals);
  return concerned.length === 0
    ? "recorded only"
    : `told ${concerned.map(({ incident }) => incident.ref).join(", ")}`;
}

async function report(
  engine: Engine,
  { workspaceId, requestId, actor }: Told,
  incident: Incident,
  signals: AlertDeed["signals"],
): Promise<void> {
  await engine.order({
    workspaceId,
    incident: { id: incident.id },
    command: { do: "report-signals", signals },
    actor,
    requestId: `${requestId}:${incident.id}`,
  });
}

function actorOf(source: string): Actor {
  return {
    person: { name: source, discord: null, github: null },
    via: "alert",
    isResponder: true,
    groups: [],
    inRoom: false,
  };
}
