import { refuse } from "../refusal.ts";
import { shape } from "../schema/shapes.ts";
import { userOf, wireMember, wireSelf } from "../wire/user.ts";
import { ok, type PersonRequest, type Route } from "./route.ts";

/** What somebody who signed in lets an application read of them. */
export const ownRoutes: Route[] = [
  {
    method: "GET",
    path: "/users/@me",
    auth: "person",
    answer: shape("UserPIIResponse"),
    handle: ({ core, grant }) => {
      need(grant.scopes, "identify");
      return ok(wireSelf(userOf(core.world, grant.userId)));
    },
  },
  {
    method: "GET",
    path: "/users/@me/guilds/{guild.id}/member",
    auth: "person",
    answer: shape("PrivateGuildMemberResponse"),
    handle: getMember,
  },
];

function getMember({ core, grant, params }: PersonRequest) {
  need(grant.scopes, "guilds.members.read");
  const member = core.world.guilds[params["guild.id"] ?? ""]?.members[grant.userId];
  // Discord says the same for a server that is not there and for one that the person is not in.
  if (member === undefined) return refuse("unknownGuild");
  return ok(wireMember(core.world, member));
}

function need(scopes: readonly string[], scope: string): void {
  if (!scopes.includes(scope)) refuse("missingAccess");
}
