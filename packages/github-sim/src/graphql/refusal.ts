export type GraphqlFault = "NOT_FOUND" | "FORBIDDEN" | "STALE_DATA" | "UNPROCESSABLE";

/** A no inside a GraphQL answer; the HTTP status stays 200. */
export class GraphqlRefusal extends Error {
  readonly type: GraphqlFault;

  constructor(type: GraphqlFault, message: string) {
    super(message);
    this.name = "GraphqlRefusal";
    this.type = type;
  }
}

/** A field of GitHub's schema that the simulator has no answer for. */
export class Unresolved extends Error {
  constructor(field: string) {
    super(`The simulator does not resolve ${field}. Add it to src/graphql or ask for less.`);
    this.name = "Unresolved";
  }
}
