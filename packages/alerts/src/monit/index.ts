import { no, yes } from "@muster/kernel";
import { looseBatch } from "../batch.ts";
import { cleanLabels, firstLine, firstLines } from "../clean-text.ts";
import { timeOfSeconds } from "../clean-time.ts";
import { keyOf } from "../key.ts";
import { readText, unreadable } from "../read-body.ts";
import { childText, readXml, type XmlElement } from "../read-xml.ts";
import { replaceInBytes } from "../redact.ts";
import { descriptionMax, titleMax, type Incoming, type Signal, type Source } from "../source.ts";
import { happenings, serviceKinds, tests } from "./words.ts";

const fix =
  "In monitrc write `set mmonit` with this address; Monit sends the right shape by itself. If it says `with credentials`, leave that out.";

/**
 * Monit's posts to its collector. Most are reports without an event, one every cycle: they are taken and tell nothing. With its default
 * settings Monit adds the password of its own web page to each; nothing of that part is read.
 */
export const monit: Source = {
  name: "monit",
  docs: "Monit: `set mmonit http://…` with this address and `and register without credentials`.",
  redact: (body) =>
    replaceInBytes(body, /<credentials>[^]*?(?:<\/credentials>|$)/g, "<credentials></credentials>"),
  read(incoming) {
    const text = readText(incoming);
    if (!text.ok) return text;
    if (text.value.trim() === "") return no(unreadable("The body is empty.", fix));
    const xml = readXml(text.value);
    if (!xml.ok) return no(unreadable(`The XML ${xml.refused}`, fix));
    const monit = xml.value;
    if (monit.name !== "monit") return no(unreadable("The XML is no report of Monit.", fix));

    const host = firstLine(100, childText(monit, "server", "localhostname")) ?? "a host";
    const events = monit.children.filter((element) => element.name === "event");
    const signals = events.flatMap((event) => signalOf(incoming, monit, host, event));
    const message = firstLine(titleMax, childText(events[0], "message"));
    return yes(looseBatch("monit", signals, signals[0]?.title ?? message ?? `Report of ${host}`));
  },
};

type State = "firing" | "over" | "neither";

/** The test succeeded, failed, found a change, found none any more. */
const states: Record<string, State> = { "0": "over", "1": "firing", "2": "firing", "3": "over" };

function signalOf(incoming: Incoming, monit: XmlElement, host: string, event: XmlElement): Signal[] {
  const id = childText(event, "id") ?? "";
  const state = happenings.includes(id) ? "neither" : (states[childText(event, "state") ?? ""] ?? "neither");
  const service = firstLine(100, childText(event, "service"));
  if (state === "neither" || service === null) return [];

  // The id survives restarts and changes of the host's name. Before version 5.14 it stood inside <server>.
  const machine = firstLine(100, monit.attributes["id"], childText(monit, "server", "id"), host) ?? host;
  const at = timeOfSeconds(childText(event, "collected_sec"));
  const test = tests[id] ?? "test";
  const type = childText(event, "type") ?? event.attributes["type"] ?? "";
  return [
    {
      key: keyOf("monit", incoming, `${machine}/${service}/${id}`),
      title:
        firstLine(
          titleMax,
          `${service} on ${host}: ${test} ${state === "over" ? "is fine again" : "failed"}`,
        ) ?? service,
      description: firstLines(descriptionMax, childText(event, "message")),
      state,
      startedAt: state === "firing" ? at : null,
      endedAt: state === "over" ? at : null,
      severityRaw: null,
      labels: cleanLabels("monit", { host, service, test, type: serviceKinds[type] ?? "" }),
      url: null,
      runbookUrl: null,
    },
  ];
}
