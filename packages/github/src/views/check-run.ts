export type CheckRunText = {
  conclusion: "success" | "neutral" | "failure";
  title: string;
  summary: string;
  annotations: Annotation[];
};

export type Annotation = {
  path: string;
  start_line: number;
  end_line: number;
  annotation_level: "failure" | "warning";
  message: string;
};

/** https://docs.github.com/en/rest/checks/runs#create-a-check-run: so many in one call, and so long a summary. */
export const annotationsMax = 50;
const summaryMax = 65_535;

/** As many whole lines as GitHub takes. */
export function fitted(paragraphs: readonly string[]): string {
  const whole = paragraphs.join("\n\n");
  if (whole.length <= summaryMax) return whole;
  const cut = whole.slice(0, summaryMax - 40);
  return `${cut.slice(0, cut.lastIndexOf("\n"))}\n\n… and more.`;
}

export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? "" : "s"}`;
