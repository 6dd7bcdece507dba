import { fetchFile, fileBytesMax, views, type Answer, type Pointed } from "@muster/discord";
import { findSecrets, isAllowed, type Attachment } from "@muster/incident";
import { plainly, refuse } from "./answers.ts";
import type { Found } from "./find-incident.ts";
import { giveOrder } from "./give-order.ts";
import type { Scene } from "./scene.ts";

/** Text files longer than this are not read for secrets: logs of that size are not pasted keys, and reading must end. */
const readForSecretsMax = 1024 * 1024;

/** Puts somebody's message into the timeline as they wrote it, with its author, its time and its files. */
export async function addToTimeline(scene: Scene, found: Found, message: Pointed): Promise<Answer> {
  const { incident } = found;
  const { desk, from } = scene;
  const url = views.messageUrl(from.guildId, message.channelId, message.messageId);
  const known = incident.timeline.find((entry) => entry.url === url);
  if (known !== undefined) {
    return plainly(
      `That message stands in the timeline of **${incident.ref}** already, as entry ${known.seq}.`,
    );
  }
  if (!isAllowed("note", incident.status)) {
    const { ref, status, mergedInto } = incident;
    return refuse({ because: "wrong-status", ref, status, command: "note", mergedInto });
  }
  // Before a single byte is kept: nothing of a message that holds a secret may stay.
  const secrets = kindsIn([message.text, ...message.files.map(({ name }) => name)]);
  if (secrets.length > 0) return refuse({ because: "secret", kinds: secrets });

  const files = await fetchAll(scene, message);
  if (files.problem !== null) return files.problem;
  const attachments = await Promise.all(files.kept.map((file) => keep(scene, file)));
  const text =
    message.text.trim() === "" && attachments.length === 0 ? "(a message without words)" : message.text;
  return giveOrder(scene, found, {
    do: "note",
    text,
    saidBy: await desk.known(message.author),
    saidAt: message.at,
    url,
    attachments,
  });
}

type File = Pointed["files"][number] & { bytes: Uint8Array };

async function fetchAll(
  { door }: Scene,
  { files }: Pointed,
): Promise<{ kept: File[]; problem: Answer | null }> {
  const kept: File[] = [];
  for (const file of files) {
    const name = views.inline(file.name, 80);
    if (file.size > fileBytesMax) return { kept: [], problem: tooLarge(name) };
    const fetched = await fetchFile(file.url, door.apiBase);
    if (!fetched.ok) {
      const words = `I could not keep the file ${name}: ${fetched.why}. Nothing was added; try again, or add the words with /incident note.`;
      return { kept: [], problem: plainly(words) };
    }
    const secrets = kindsIn([readable(fetched.bytes)]);
    if (secrets.length > 0) return { kept: [], problem: refuse({ because: "secret", kinds: secrets }) };
    kept.push({ ...file, bytes: fetched.bytes });
  }
  return { kept, problem: null };
}

const tooLarge = (name: string): Answer =>
  plainly(
    `The file ${name} is larger than 25 MB, so I cannot keep it. Put it where your team keeps large files and add its link with /incident note.`,
  );

async function keep({ door }: Scene, { name, contentType, bytes }: File): Promise<Attachment> {
  const { sha256, size } = await door.engine.blobs.put(bytes, contentType);
  return { name, sha256, size, contentType };
}

function kindsIn(texts: string[]): string[] {
  return [...new Set(texts.flatMap(findSecrets).map(({ kind }) => kind))];
}

/** The bytes as text if they are text, so that a pasted key in a file is found too. Windows writes UTF-16, with a mark before it. */
function readable(bytes: Uint8Array): string {
  if (bytes.byteLength > readForSecretsMax) return "";
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return "";
  }
}
