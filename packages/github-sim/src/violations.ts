/** Something a caller did, or the simulator answered, that GitHub's own description does not allow. */
export type Violation = {
  kind: "unknown-route" | "request" | "answer" | "graphql";
  route: string;
  path: string;
  problems: string[];
};
