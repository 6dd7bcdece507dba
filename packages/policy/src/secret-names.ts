/** Names that look as if their value were secret. They stand in commands by their name alone, and are never filled in. */
export const secretName = /KEY|SECRET|TOKEN|MNEMONIC|PASSWORD|PASSPHRASE|SEED|CREDENTIAL|PRIVATE/i;
