/** Where a text is shown. The two write mentions, underlines and spoilers differently. */
export type Flavour = "discord" | "github";

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "strong" | "em" | "underline" | "strike" | "spoiler"; inner: Inline[] }
  | { kind: "code"; text: string }
  | { kind: "link"; href: string; inner: Inline[] }
  | { kind: "user" | "role" | "channel"; id: string }
  | { kind: "command"; text: string }
  | { kind: "time"; unix: number; style: string }
  | { kind: "break" };

/** Deeper than anybody writes by hand. */
const depthMax = 8;

type Paired = "strong" | "em" | "underline" | "strike" | "spoiler";
const pairs: Record<Flavour, readonly (readonly [string, Paired])[]> = {
  discord: [
    ["**", "strong"],
    ["__", "underline"],
    ["~~", "strike"],
    ["||", "spoiler"],
    ["*", "em"],
    ["_", "em"],
  ],
  github: [
    ["**", "strong"],
    ["__", "strong"],
    ["~~", "strike"],
    ["*", "em"],
    ["_", "em"],
  ],
};

const rules: readonly { flavour: Flavour | "both"; form: RegExp; read: (match: string[]) => Inline }[] = [
  { flavour: "both", form: /\\([!-/:-@[-`{-~])/y, read: ([, text = ""]) => ({ kind: "text", text }) },
  { flavour: "both", form: /\n/y, read: () => ({ kind: "break" }) },
  { flavour: "discord", form: /<@!?(\d{1,20})>/y, read: ([, id = ""]) => ({ kind: "user", id }) },
  { flavour: "discord", form: /<@&(\d{1,20})>/y, read: ([, id = ""]) => ({ kind: "role", id }) },
  { flavour: "discord", form: /<#(\d{1,20})>/y, read: ([, id = ""]) => ({ kind: "channel", id }) },
  {
    flavour: "discord",
    form: /<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y,
    read: ([, unix = "0", style = "f"]) => ({ kind: "time", unix: Number(unix), style }),
  },
  {
    flavour: "discord",
    form: /<\/([^:>\n]{1,100}):\d{1,20}>/y,
    read: ([, name = ""]) => ({ kind: "command", text: `/${name}` }),
  },
  {
    flavour: "discord",
    form: /<a?:(\w{1,40}):\d{1,20}>/y,
    read: ([, name = ""]) => ({ kind: "text", text: `:${name}:` }),
  },
  { flavour: "both", form: /<(https?:\/\/[^\s<>]{1,2000})>/y, read: ([, href = ""]) => bare(href) },
  {
    flavour: "both",
    form: /https?:\/\/[^\s<>]{0,2000}[^\s<>.,:;"'\])!?*_~|]/y,
    read: ([href = ""]) => bare(href),
  },
];

const bare = (href: string): Inline => ({ kind: "link", href, inner: [{ kind: "text", text: href }] });

/** Reads the marks inside one block of text. Whatever is no complete mark is plain text. */
export function readInline(text: string, flavour: Flavour, depth = 0): Inline[] {
  const found: Inline[] = [];
  /** Marks that do not end in the rest of this text, so that nobody looks for their end again. */
  const endless = new Set<string>();
  let plainFrom = 0;
  let at = 0;
  const push = (inline: Inline, until: number): void => {
    if (at > plainFrom) found.push({ kind: "text", text: text.slice(plainFrom, at) });
    found.push(inline);
    at = until;
    plainFrom = until;
  };
  while (at < text.length) {
    const next =
      simple(text, at, flavour) ??
      code(text, at, endless) ??
      (depth < depthMax ? nested(text, at, flavour, depth, endless) : null);
    if (next === null) at += 1;
    else push(next.inline, next.until);
  }
  if (plainFrom < text.length) found.push({ kind: "text", text: text.slice(plainFrom) });
  return found;
}

type Found = { inline: Inline; until: number } | null;

function simple(text: string, at: number, flavour: Flavour): Found {
  if (!/[\\\n<h]/.test(text[at] ?? "")) return null;
  for (const { flavour: of, form, read } of rules) {
    if (of !== "both" && of !== flavour) continue;
    form.lastIndex = at;
    const match = form.exec(text);
    if (match !== null) return { inline: read([...match]), until: form.lastIndex };
  }
  return null;
}

function code(text: string, at: number, endless: Set<string>): Found {
  if (text[at] !== "`") return null;
  let ticks = 1;
  while (text[at + ticks] === "`") ticks += 1;
  const fence = "`".repeat(ticks);
  if (endless.has(fence)) return { inline: { kind: "text", text: fence }, until: at + ticks };
  const end = text.indexOf(fence, at + ticks);
  if (end === -1) {
    endless.add(fence);
    return { inline: { kind: "text", text: fence }, until: at + ticks };
  }
  return {
    inline: { kind: "code", text: text.slice(at + ticks, end).replace(/^ (.+) $/, "$1") },
    until: end + ticks,
  };
}

function nested(text: string, at: number, flavour: Flavour, depth: number, endless: Set<string>): Found {
  if (text[at] === "[") return link(text, at, flavour, depth);
  for (const [mark, kind] of pairs[flavour]) {
    if (!text.startsWith(mark, at) || endless.has(mark)) continue;
    const from = at + mark.length;
    if (/\s/.test(text[from] ?? " ") && kind !== "spoiler") continue;
    // `snake_case_names` are names.
    if (mark[0] === "_" && /\w/.test(text[at - 1] ?? "")) continue;
    const end = endOf(text, from, mark);
    if (end === -1) {
      endless.add(mark);
      continue;
    }
    if (end === from) continue;
    return {
      inline: { kind, inner: readInline(text.slice(from, end), flavour, depth + 1) },
      until: end + mark.length,
    };
  }
  return null;
}

function endOf(text: string, from: number, mark: string): number {
  for (let end = text.indexOf(mark, from); end !== -1; end = text.indexOf(mark, end + 1)) {
    if (text[end - 1] === "\\") continue;
    const after = text[end + mark.length] ?? "";
    if (mark.length === 1 && (after === mark || text[end - 1] === mark)) continue;
    if (mark === "_" && /\w/.test(after)) continue;
    return end;
  }
  return -1;
}

const linkForm =
  /\[([^\]\n]{0,400})\]\(<?([^\s()<>]{1,2000}(?:\([^\s()<>]{0,200}\))?[^\s()<>]{0,200})>?(?: "[^"\n]{0,200}")?\)/y;

function link(text: string, at: number, flavour: Flavour, depth: number): Found {
  linkForm.lastIndex = at;
  const match = linkForm.exec(text);
  if (match === null) return null;
  const [, label = "", href = ""] = match;
  return {
    inline: { kind: "link", href, inner: readInline(label, flavour, depth + 1) },
    until: linkForm.lastIndex,
  };
}
