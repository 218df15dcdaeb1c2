/**
 * Bundles the sources into kg/site/static: site.css, site.js, editor.css, editor.js, and LICENSES.txt of all that is inside.
 *
 * Nothing in the bundles is loaded from elsewhere at run time, and a licence that is not permissive stops the build.
 */

import { build } from "esbuild";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = process.argv[2] ?? join(HERE, "..", "static");
const PERMISSIVE = new Set(["MIT", "ISC", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0", "0BSD", "CC0-1.0", "Unlicense", "CC-BY-4.0"]);
// Packages whose package.json names no licence, with what their own files say.
const SAID_ELSEWHERE = { jsuri: "MIT" };

/** The licences of an SPDX expression: of alternatives the permissive one, of a conjunction all. */
function chosen(expression) {
  const bare = expression.replace(/^\(|\)$/g, "");
  if (bare.includes(" OR ")) return [bare.split(" OR ").find((name) => PERMISSIVE.has(name)) ?? bare];
  return bare.split(" AND ");
}

/** What is bundled: the lock's packages that are not for building and testing only. */
async function licences() {
  const lock = JSON.parse(await readFile(join(HERE, "package-lock.json"), "utf8"));
  const parts = [];
  for (const [folder, entry] of Object.entries(lock.packages).sort(([one], [two]) => (one < two ? -1 : 1))) {
    if (folder === "" || entry.dev || entry.optional) continue;
    const own = JSON.parse(await readFile(join(HERE, folder, "package.json"), "utf8"));
    const names = chosen(own.license ?? SAID_ELSEWHERE[own.name] ?? "");
    const refused = names.filter((name) => !PERMISSIVE.has(name));
    if (refused.length) throw new Error(`${own.name} ${own.version}: the licence "${refused}" is not one that may be bundled`);
    const file = (await readdir(join(HERE, folder))).find((name) => /^(licen[cs]e|copying)/i.test(name));
    const text = file ? (await readFile(join(HERE, folder, file), "utf8")).trim() : "(The package carries no licence file.)";
    parts.push({ head: `${own.name} ${own.version}`, names: names.join(" and "), text });
  }
  const list = parts.map((part) => `${part.head}: ${part.names}`).join("\n");
  const rule = "-".repeat(78);
  return `Parts of other people in site.js, site.css, editor.js and editor.css\n\n${list}\n\n${parts.map((part) => `${rule}\n${part.head} (${part.names})\n\n${part.text}\n`).join("\n")}`;
}

const draft = `${OUT}.part-${process.pid}`;
try {
  await mkdir(draft, { recursive: true });
  await build({
    absWorkingDir: HERE,
    entryPoints: ["src/site.ts", "src/editor.ts", "src/site.css", "src/editor.css"],
    outdir: draft,
    bundle: true,
    minify: true,
    format: "esm",
    target: ["es2022", "chrome111", "firefox115", "safari16.4"],
    charset: "utf8",
    legalComments: "none", // they are in LICENSES.txt
    logLevel: "warning",
  });
  await writeFile(join(draft, "LICENSES.txt"), await licences(), "utf8");
  await mkdir(OUT, { recursive: true });
  for (const name of await readdir(draft)) await rename(join(draft, name), join(OUT, name));
} finally {
  await rm(draft, { recursive: true, force: true });
}
