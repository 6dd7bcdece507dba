export { certificate, certificateSource, type ControlAnswer } from "./certificate.ts";
export type { CertificateFacts } from "./certificate-facts.ts";
export { certificatePage } from "./certificate-page.ts";
export { drillReport, resultWords } from "./report.ts";
export type { DrillScore, InjectResult, ScoreRow } from "./drill-score.ts";
export { gapsOf, scoreDrill } from "./score.ts";
