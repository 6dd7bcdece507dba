import type { Incident } from "@muster/incident";

export type IssueState = { state: "open" } | { state: "closed"; state_reason: "completed" | "not_planned" };

/** An issue is open as long as people still owe something for its incident. */
export function issueStateOf(incident: Pick<Incident, "status" | "postmortem">): IssueState {
  switch (incident.status) {
    case "open":
    case "mitigated":
      return { state: "open" };
    case "resolved":
      return incident.postmortem === null
        ? { state: "closed", state_reason: "completed" }
        : { state: "open" };
    case "closed":
      return { state: "closed", state_reason: "completed" };
    case "dismissed":
    case "merged":
      return { state: "closed", state_reason: "not_planned" };
  }
}
