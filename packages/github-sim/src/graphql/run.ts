import {
  execute,
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  validate,
  type DocumentNode,
  type GraphQLFieldResolver,
  type OperationDefinitionNode,
} from "graphql";
import { Refusal } from "../refusal.ts";
import type { Answer, Call, Window } from "../rest/route.ts";
import type { Violation } from "../violations.ts";
import { mutationRoot } from "./mutations.ts";
import { queryRoot } from "./queries.ts";
import { GraphqlRefusal, Unresolved } from "./refusal.ts";
import { githubSchema } from "./schema.ts";

export type GraphqlDoor = {
  enterWindow(window: Window, call: Call): Promise<void>;
  save(): void;
  report(violation: Violation): void;
};

type GraphqlBody = { query?: string; variables?: Record<string, unknown>; operationName?: string };

/** Executes one GraphQL call on GitHub's schema. Only what is not GraphQL at all is an HTTP error. */
export async function runGraphql(call: Call, door: GraphqlDoor): Promise<Answer> {
  if (call.actor.kind === "nobody") throw new Refusal(401, "This endpoint requires you to be authenticated.");
  if (call.actor.kind === "app") throw new Refusal(403, "Resource not accessible by integration");
  const { query, variables, operationName } = call.body as GraphqlBody;
  if (typeof query !== "string")
    throw new Refusal(400, "A query attribute must be specified and must be a string.");
  const schema = githubSchema();
  const document = parsed(query);
  const mistakes = document instanceof GraphQLError ? [document] : validate(schema, document);
  if (document instanceof GraphQLError || mistakes.length > 0) {
    reportTo(
      door,
      graphqlField(call.body) ?? "query",
      mistakes.map((mistake) => mistake.message),
    );
    return { status: 200, body: { errors: mistakes.map((mistake) => mistake.toJSON()) } };
  }
  const field = graphqlField(call.body) ?? "query";
  const isMutation = operations(document).some(
    (operation) => operation.operation === OperationTypeNode.MUTATION,
  );
  if (isMutation) await door.enterWindow(field === "createCommitOnBranch" ? "ref" : "issue", call);
  try {
    const result = await execute({
      schema,
      document,
      rootValue: isMutation ? mutationRoot(call) : queryRoot(call),
      variableValues: variables,
      operationName,
      fieldResolver,
      typeResolver: (value) => (value as { __typename?: string }).__typename,
    });
    const errors = result.errors?.map((error) => errorShape(error, door, field));
    return { status: 200, body: { data: result.data, ...(errors === undefined ? {} : { errors }) } };
  } finally {
    if (isMutation) door.save();
  }
}

function reportTo(door: GraphqlDoor, field: string, problems: string[]): void {
  door.report({ kind: "graphql", route: `POST /graphql ${field}`, path: "/graphql", problems });
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

function operations(document: DocumentNode): OperationDefinitionNode[] {
  return document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
}

/** The first field a call asks for, for the call log and for faults: `createCommitOnBranch`. */
export function graphqlField(body: unknown): string | null {
  const { query } = body as GraphqlBody;
  const document = typeof query === "string" ? parsed(query) : null;
  if (document === null || document instanceof GraphQLError) return null;
  const first = operations(document)[0]?.selectionSet.selections[0];
  return first?.kind === Kind.FIELD ? first.name.value : null;
}

/** Fields come from what the roots return; one that is not there is a gap, never a silent null. */
const fieldResolver: GraphQLFieldResolver<unknown, unknown> = (source, args, _context, info) => {
  const name = `${info.parentType.name}.${info.fieldName}`;
  if (typeof source !== "object" || source === null || !(info.fieldName in source))
    throw new Unresolved(name);
  const value = (source as Record<string, unknown>)[info.fieldName];
  return typeof value === "function" ? value(args) : value;
};

function errorShape(error: GraphQLError, door: GraphqlDoor, field: string) {
  const cause = error.originalError;
  const { message, locations, path } = error.toJSON();
  if (cause instanceof GraphqlRefusal) return { type: cause.type, path, locations, message };
  if (cause instanceof Refusal)
    return { type: typeFor[cause.status] ?? "UNPROCESSABLE", path, locations, message };
  reportTo(door, field, [cause instanceof Unresolved ? cause.message : String(error)]);
  return { path, locations, message };
}

const typeFor: Record<number, string> = { 403: "FORBIDDEN", 404: "NOT_FOUND", 409: "STALE_DATA" };
