import { open } from "node:fs/promises";

export type PageRead = { ok: true; text: string } | { ok: false; what: string; write: string };

/** A postmortem of this size is not read by people either. */
const bytesMax = 512 * 1024;

/** A file's text, or in words why it is none. One that is too large is not read to its end. */
export async function readPageFile(path: string): Promise<PageRead> {
  try {
    await using handle = await open(path);
    const { size } = await handle.stat();
    if (size > bytesMax)
      return no(
        "This file is larger than 512 KiB.",
        "Keep attachments and logs in files of their own, and link to them.",
      );
    const bytes = await handle.readFile();
    if (bytes.includes(0)) return no("This is a binary file.", "Name a Markdown file.");
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.trim() === ""
      ? no("This file is empty.", "Begin with `# Incident:` and the title.")
      : { ok: true, text };
  } catch (error) {
    if (error instanceof TypeError) return no("This file is not UTF-8 text.", "Save it as UTF-8.");
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    return code === "EACCES" || code === "EPERM"
      ? no("I may not read this file.", "Give yourself the right to read it, or copy it.")
      : no("I cannot read this file.", `The system says ${code === "" ? "no more" : code}.`);
  }
}

const no = (what: string, write: string): PageRead => ({ ok: false, what, write });
