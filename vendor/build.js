// `make vendor`: bundle the library into one module, with its licences and its hash beside it.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const FOLDER = "../src/tevoet/vault/static/vault/";
const BUNDLED = ["age-encryption", "@noble/ciphers", "@noble/hashes", "@scure/base"];
const LEFT_OUT = ["@noble/post-quantum/hybrid.js", "@noble/curves/nist.js", "@noble/curves/ed25519.js"];

const packageOf = (name) => JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
const names = BUNDLED.map((name) => `${name} ${packageOf(name).version}`);

const built = await build({
  entryPoints: ["entry.js"],
  alias: Object.fromEntries(LEFT_OUT.map((name) => [name, "./left-out.js"])),
  banner: { js: `/*! ${names.join(", ")}. Licences: age.licences.txt. Made by "make vendor". */` },
  bundle: true,
  charset: "utf8",
  format: "esm",
  legalComments: "eof",
  metafile: true,
  minify: true,
  target: "es2022",
  write: false,
});

const inside = Object.keys(Object.values(built.metafile.outputs)[0].inputs)
  .filter((path) => path.startsWith("node_modules/"))
  .map((path) => path.replace("node_modules/", "").match(/^(@[^/]+\/)?[^/]+/)[0]);
const unknown = inside.filter((name) => !BUNDLED.includes(name));
if (unknown.length) throw new Error(`without a licence named here: ${unknown}`);

const script = built.outputFiles[0].contents;
const licences = BUNDLED.map((name, at) => {
  const text = readFileSync(`node_modules/${name}/LICENSE`, "utf8").trim();
  return `${names[at]}\n${"=".repeat(names[at].length)}\n\n${text}\n`;
});
const hash = createHash("sha256").update(script).digest("hex");
writeFileSync(`${FOLDER}age.js`, script);
writeFileSync(`${FOLDER}age.licences.txt`, licences.join("\n\n"));
writeFileSync("age.js.sha256", `${hash}  src/tevoet/vault/static/vault/age.js\n`);
console.log(`age.js: ${script.length} bytes, SHA-256 ${hash}`);
