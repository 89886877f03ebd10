// Score one page with the engine of MDN's HTTP Observatory.
// The package's own command scans only "/" of a public host and refuses a 404, so this asks its
// parts: fetch (with a path, a port and a cookie), run every test, add up as its scanner does.
import { pathToFileURL } from "node:url";

const [folder, port, closedPort, path, cookie] = process.argv.slice(2);
const part = (name) => import(pathToFileURL(`${folder}/src/${name}`).href);
const { retrieve } = await part("retriever/retriever.js");
const { ALL_TESTS } = await part("constants.js");
const { getGradeForScore, getScoreModifier } = await part("grader/grader.js");
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await part("grader/charts.js");

const headers = ["Accept: text/html,application/xhtml+xml,*/*;q=0.8"];
if (cookie) headers.push(`Cookie: ${cookie}`);
const options = { httpsPort: Number(port), httpPort: Number(closedPort), path, headers };
const fetched = await retrieve("localhost", options);
if (!fetched.responses.https) throw new Error("The page did not answer over https.");

let plain = 100;
let full = 100;
const tests = {};
for (const test of ALL_TESTS) {
  const found = test(fetched);
  const points = getScoreModifier(found.result);
  full += points;
  plain += Math.min(points, 0);
  tests[found.constructor.name] = [found.result, points];
}
const score = plain >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? full : plain;
const { grade } = getGradeForScore(score);
const status = fetched.responses.https.status;
const seen = fetched.session.redirectHistory.at(-1).url.pathname;
console.log(JSON.stringify({ path: seen, status, score, grade, tests }));
