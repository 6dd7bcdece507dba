/*
 * What people call the parts of a postmortem. A heading or a field's name is made plain first: lower case, without numbers before
 * it, emphasis and pictures. The first lines of the table are what English-speaking teams write; the rest are other languages.
 */
export type Meaning =
  | "impact"
  | "rootCause"
  | "timeline"
  | "actions"
  | "lessons"
  | "summary"
  | "detection"
  | "resolution"
  | "redaction";

const table: Record<Meaning, readonly RegExp[]> = {
  impact: [
    /\bimpact(?:s|ed)?\b|^effects?\b|^(?:user|customer|business)s? effects?|^damages?\b|^consequences\b|\bblast radius\b|^(?:who|what) (?:was|were|is) affected|^affected\b|^users affected|^severity and scope/,
    /^auswirkung|^schaden|^cons[ée]quences|^impacto|^impatto|^gevolgen/,
  ],
  rootCause: [
    /\broot[- ]?causes?\b|\brca\b|^(?:(?:primary|underlying|direct|proximate|likely|probable|actual) )?causes?\b|\bwhys\b|^why (?:it|this|did|was)\b|^contributing (?:factors|causes)|^cause analysis|^what caused|^trigger\b|^fault\b/,
    /ursache|^causes? (?:racines?|profondes?)|^causa\b|^causas\b|^oorza/,
  ],
  timeline: [
    /\btime ?-?lines?\b|^chronolog|^sequence of events|^(?:key |main )?(?:events|times)$|^what happened when|^(?:incident )?log$|^what was recorded/,
    /^zeit(?:verlauf|leiste|strahl|linie)|^ablauf|^cronolog|^l[ií]nea de tiempo|^tijdlijn|^déroul/,
  ],
  actions: [
    /\baction(?: |-)?(?:items?|points?|plan|list)\b|^actions?$|^(?:future|planned|open|next|post-incident) actions?\b|^follow[- ]?ups?(?:[ -](?:items?|actions?|work|tasks|tickets))?$|^next steps?\b|\b(?:corrective|preventi(?:ve|tive|on)|mitigating) (?:actions?|measures?|items?|steps|work)\b|^cap(?:a|as)?$|^remediations?$|^remediation (?:items?|actions?|plan|tasks|work)$|^to[- ]?dos?(?: list)?$|^(?:open |remaining )?tasks$|^improvements?(?: items| actions)?$|^(?:how (?:we|do we|will we|to) )?prevent(?:ion|ing)?\b|^what (?:we|are we|we are|will we)(?: are)? (?:going to do|do(?:ing)? (?:next|about)|will do|change|fix)|^recommend(?:ation|ed action)s?\b|^commitments\b|^things to (?:do|fix|change|improve)\b|^what(?:'s| is) next\b/,
    /ma(?:ß|ss)nahmen|^aufgaben|^n[äa]chste schritte|^mesures|^actions correctives|^plan d.action|^acciones|^pr[óo]ximos pas|^a[çc][õo]es|^azioni|^acties|^actiepunten/,
  ],
  lessons: [
    /\blessons?\b|\blearn(?:ings|ed|t)\b|^(?:key )?take-?aways?\b|^what (?:we |did we )?learn|^what (?:went|worked|could|will be|we.ll)\b|^where we got lucky|^retrospective\b/,
    /^lektion|^erkenntnis|^enseignements|^le[çc]ons|^lecciones|^li[çc][õo]es|^lezioni|^geleerde lessen/,
  ],
  summary: [
    /\bsummary\b|^overview\b|^what happened|^(?:incident )?description\b|^abstract\b|^tl;?dr\b|^background\b|^synopsis\b|^the incident$/,
    /^zusammenfassung|^was (?:ist )?passiert|^r[ée]sum[ée]|^resumen|^resumo|^sommario|^samenvatting/,
  ],
  detection: [
    /\bdetect|\bdiscover|^how (?:did|was|were) (?:we|it|this) |^alerting\b/,
    /^erkennung|^d[ée]tection/,
  ],
  resolution: [
    /\bresol(?:ution|ved)\b|^recovery\b|\bmitigation\b|^(?:the )?fix\b|^response\b|^how (?:it|we) (?:ended|was|fixed|resolved)|^actions? taken\b|^immediate actions?|^remediation (?:actions? taken|steps)/,
    /^behebung|^l[öo]sung|^r[ée]solution|^resoluci[óo]n/,
  ],
  redaction: [/\bredact|\bbefore publishing\b|^sensitive (?:data|details|information)/, /^schw[äa]rzung/],
};

/** What was done already is no work that is left to do. */
const past = /\b(?:taken|performed|carried out|completed|done so far|already)\b|^immediate\b/;

/** All that a heading or a field's name may mean; none when nobody can tell. */
export function meaningsOf(name: string): Meaning[] {
  const plain = plainName(name);
  return (Object.keys(table) as Meaning[]).filter(
    (meaning) =>
      table[meaning].some((pattern) => pattern.test(plain)) && !(meaning === "actions" && past.test(plain)),
  );
}

/** A name as it is compared: without what is there for looks alone. */
export function plainName(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/<[^>]{0,200}>/g, " ")
    .replace(/!?\[([^\]]{0,200})\]\([^)]{0,500}\)/g, "$1")
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Default_Ignorable_Code_Point}/gu, " ")
    .replace(/[*_`~#]/g, "")
    .replace(/&/g, " and ")
    .replace(/[‘’]/g, "'")
    .trim()
    .replace(/^(?:(?:section|part|step|phase)\s+)?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,5})[.):]\s*/i, "")
    .replace(/^[-–—•:.\s]+|[-–—:.?!\s]+$/g, "")
    .replace(/\s+/g, " ")
    .toLowerCase();
}
