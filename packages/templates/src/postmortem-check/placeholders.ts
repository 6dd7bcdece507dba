/** Words that stand where words should be. A reason behind "unknown" makes it an answer; behind "TBD" nothing does. */
const placeholder = [
  /^(?:tb[adc]|todo|fixme|wip|xxx+)\b/i,
  /^to be (?:determined|defined|confirmed|done|added|written|filled|completed|decided|announced)\b/i,
  /^(?:still |currently |not yet )?(?:unknown|unclear|pending|open|undetermined|unassigned|unspecified|not set|blank|empty)(?: (?:yet|so far|for now|at this (?:time|point)|as of now))?(?:\s*\([^)]*\)?)?$/i,
  /^(?:not (?:yet )?(?:known|determined|identified|found|written|filled(?: in)?|decided|assigned)|(?:still |currently )?(?:under |being )?investigat(?:ion|ing|ed)|work in progress|in progress|in analysis|to follow|coming soon|see above|later)(?: yet)?$/i,
  /^(?:n\/?a|none|nil|null|nobody|no one|nowhere|no idea|we do not know(?: yet)?|we don't know(?: yet)?|-)$/i,
  /^lorem ipsum\b/i,
  /^(?:please )?(?:fill (?:this |me )?(?:in|out)|describe|insert|add|write|enter|complete) (?:this|here|text|the (?:root cause|impact|summary|description|details|timeline))\b.{0,40}$/i,
  /^(?:unbekannt|offen|wird (?:noch )?(?:untersucht|ergänzt|geklärt)|noch (?:offen|unklar)|inconnue?|à (?:définir|compléter)|desconocid[ao]|pendiente|por definir|desconhecid[ao]|sconosciut[ao]|onbekend)$/i,
];

/** Whether these words say nothing: empty, a placeholder, a template's prompt in italics or brackets. */
export function saysNothing(text: string): boolean {
  const bare = text
    .slice(0, 4_000)
    .replace(/<!--[\s\S]*?(?:-->|$)/g, " ")
    .replace(/&#8203;|\u200b/g, "")
    .replace(/\s+/g, " ")
    .trim();
  if (/^(?:_[^_]+_|\*[^*]+\*|<[^<>]+>|\[[^\]]*\]|\{[^}]*\}|«[^»]*»)[.:]?$/.test(bare)) {
    // A link is words; so are emphasised ones that are no prompt. Italics alone are how templates ask.
    return !/^\*\*|^<https?:/.test(bare);
  }
  const words = bare
    .replace(/^[\s>*_`~|#.:;,!?()[\]{}…\-–—"“”']+|[\s*_`~|#.:;,!?()[\]{}…\-–—"“”']+$/g, "")
    .trim();
  return !/[\p{L}\p{N}]/u.test(words) || placeholder.some((pattern) => pattern.test(words));
}

/** "None", "no action needed": an answer, where nothing is a possible answer. */
export function saysNone(text: string): boolean {
  return /^(?:[-*+]\s+)?(?:\[.\]\s+)?[_*]*(?:none(?: (?:needed|required|recorded|identified|so far))?|nothing(?: to do| needed| further)?|no (?:further )?(?:action(?: item)?s?|follow-?ups?|work|changes?|tasks?)(?: (?:is|are|were|was))?(?: (?:needed|required|necessary|planned|identified|recorded|to (?:take|do)))?|n\/?a|not applicable|keine?|aucune?|ningun[oa]|nessun[oa]|geen)[_*.]*$/i.test(
    text.trim(),
  );
}

/** The line of the confirmation belongs to none of the parts of the page, whichever it stands in. */
export const isRedactionBox = (text: string): boolean => /\[.\][ \t]+(?:\*\*)?redaction\b/i.test(text);
