/** `severity:P1`, `status:mitigated`. Labels with these beginnings are ours to set; all others belong to people. */
export const severityLabelPrefix = "severity:";
export const statusLabelPrefix = "status:";
