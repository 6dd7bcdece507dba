import {
  keyOf,
  modalFor,
  readCommand,
  views,
  type Answer,
  type CommandDefinition,
  type Intent,
  type Values,
} from "@muster/discord";
import { privately, refuse } from "./answers.ts";
import { declare } from "./declare.ts";
import { drilling } from "./drill.ts";
import { findIncident, type Found } from "./find-incident.ts";
import { giveOrder } from "./give-order.ts";
import { diagnose, listIncidents } from "./look.ts";
import { linking } from "./link.ts";
import { showMetrics } from "./metrics.ts";
import { attestMaturity, showMaturity } from "./maturity.ts";
import { report } from "./report.ts";
import { requestAccess } from "./request-access.ts";
import { mayLook } from "./may-look.ts";
import { sightOf, type Scene } from "./scene.ts";

/** A command as it was given, in one line or by a modal. */
export type Call = {
  command: CommandDefinition;
  values: Values;
  /** What the option or the menu `incident` says. */
  incident: string | null;
  /** What the button says that opened the modal. */
  incidentId: string | null;
  carries: string | null;
};

/** Anybody may ask for help and say who they are; everything else is for responders. What an incident is about must not leak by a question. */
const openToAll = [
  "muster.help",
  "muster.report",
  "access.request",
  "link.github",
  "link.show",
  "link.remove",
];

export async function carryOut(scene: Scene, call: Call): Promise<Answer> {
  const { command, incidentId } = call;
  const isOpen = openToAll.includes(keyOf(command));
  if (!isOpen && !(await isKnown(scene, call))) return refuse({ because: "not-a-responder" });

  const reading = readCommand(command, await withLogins(scene, call.values));
  if (reading.is === "incomplete") return privately(views.reply.incomplete(command, reading.missing));
  if (reading.is === "unasked") {
    const about = call.incident === null ? incidentId : await idOf(scene, call.incident);
    return { with: "modal", modal: modalFor({ command, policy: scene.policy, incidentId: about }) };
  }
  return fulfil(scene, reading.intent, call);
}

async function isKnown(scene: Scene, { command, incident, incidentId }: Call): Promise<boolean> {
  if (!command.isAboutIncident) return scene.isResponder || scene.groups.length > 0;
  return mayLook(scene, { named: incident, id: incidentId });
}

async function fulfil(scene: Scene, intent: Intent, call: Call): Promise<Answer> {
  const { door, policy } = scene;
  switch (intent.ask) {
    case "declare":
      return declare(scene, intent, call.carries);
    case "access":
      return requestAccess(scene, intent);
    case "report":
      return report(scene, intent.text, null);
    case "order":
      return about(scene, call, (found) => giveOrder(scene, found, intent.command));
    case "order-from":
      return about(scene, call, async (found) =>
        giveOrder(scene, found, intent.order(await sightOf(scene, found.incident))),
      );
    case "drill":
      return drilling(scene, intent);
    case "look":
      return about(scene, call, async ({ incident }) => privately(intent.at(await sightOf(scene, incident))));
    case "look-around": {
      const onCall = await door.engine.read.onCall(scene.workspace.id);
      return privately(intent.at({ policy, onCall, now: door.clock.now() }));
    }
    case "list":
      return listIncidents(scene);
    case "show":
      return about(scene, call, async ({ incident }) =>
        privately(views.reply.show(incident, policy, await door.engine.read.remotes(incident.id))),
      );
    case "actions":
      return about(scene, call, async ({ incident }) => privately(views.reply.actionList(incident)));
    case "help":
      return privately(views.reply.help(intent.about));
    case "metrics":
      return showMetrics(scene, intent);
    case "doctor":
      return diagnose(scene);
    case "maturity":
      return showMaturity(scene, intent.item);
    case "attest":
      return attestMaturity(scene, intent);
    case "link":
      return linking(scene, intent);
  }
}

async function about(scene: Scene, call: Call, answer: (found: Found) => Promise<Answer>): Promise<Answer> {
  const found = await findIncident(scene, { named: call.incident, id: call.incidentId });
  return found.ok ? answer(found.value) : refuse(found.refused);
}

async function idOf(scene: Scene, incident: string): Promise<string | null> {
  const found = await findIncident(scene, { named: incident, id: null });
  return found.ok ? found.value.incident.id : null;
}

/** People who are named in options get the GitHub login that belongs to them. */
async function withLogins({ desk }: Scene, values: Values): Promise<Values> {
  const entries = Object.entries(values).map(async ([name, value]) => {
    if (typeof value !== "object") return [name, value] as const;
    desk.remember(value);
    return [name, await desk.known(value)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
