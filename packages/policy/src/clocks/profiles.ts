/** What a team can say of itself, each with the words for people. A profile turns on the clocks that name it. */
export const profiles: Record<string, string> = {
  "eu-personal-data": "Holds personal data under the GDPR",
  nis2: "An essential or important entity under NIS2",
  dora: "A financial entity under DORA, such as a MiCA crypto-asset service provider",
  "sec-registrant": "Listed in the United States",
  nydfs: "A covered entity of New York's DFS, such as a BitLicense holder",
  hipaa: "Holds health data under HIPAA",
  "pci-merchant": "Takes payment cards",
  uk: "Holds personal data under the UK GDPR",
  "uk-communications": "Offers public electronic communications in the United Kingdom",
  "singapore-dpt": "Licensed for digital payment token services in Singapore",
  "safe-harbor": "Adopted the SEAL Whitehat Safe Harbor",
  "us-critical-infrastructure": "A covered entity of US critical infrastructure",
  "us-bank": "A US bank or its service provider",
};
