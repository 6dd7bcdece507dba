/** What Monit's numbers for events mean. https://mmonit.com/monit/documentation/monit.html#ALERT-MESSAGES */
export const tests: Record<string, string> = {
  "1": "checksum",
  "2": "resource limit",
  "4": "restart limit",
  "8": "timestamp",
  "16": "size",
  "32": "connection",
  "64": "permission",
  "128": "owner",
  "256": "group",
  "512": "existence",
  "1024": "type",
  "2048": "data access",
  "4096": "execution",
  "8192": "filesystem flags",
  "16384": "ping",
  "32768": "content",
  "262144": "process id",
  "524288": "parent process id",
  "1048576": "heartbeat",
  "2097152": "exit status",
  "4194304": "uptime",
};

/** Monit started or stopped (65536), somebody gave it a command (131072): no problem of a service. */
export const happenings = ["65536", "131072"];

export const serviceKinds: Record<string, string> = {
  "0": "filesystem",
  "1": "directory",
  "2": "file",
  "3": "process",
  "4": "host",
  "5": "system",
  "6": "fifo",
  "7": "program",
  "8": "network",
};
