/** Which platform somebody took down for a while. */
export type Outage = { discord: boolean; github: boolean };
