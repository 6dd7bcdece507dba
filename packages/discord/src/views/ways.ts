import type { WayToFind } from "@muster/incident";

const ways: Record<WayToFind, string> = {
  monitoring: "Monitoring alerts",
  "security-tool": "A scanner or another security tool",
  "log-analysis": "Somebody read logs",
  team: "A team member noticed",
  community: "A user or the community",
  partner: "A partner told us",
  "bug-bounty": "A bug bounty report",
  audit: "A security audit",
};

/** How something came to light, in words. */
export const sayWay = (way: WayToFind): string => ways[way];
