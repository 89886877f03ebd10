// Where sealed records stand: ask the server for them, and give it one more. It reads none.

const OPTIONS = {
  cache: "no-store",
  credentials: "same-origin",
  headers: { Accept: "application/json" },
  redirect: "manual",
  referrerPolicy: "no-referrer", // the page's address would tell of which kind a record is
};
const [SIGNED_OUT, NOT_THERE, TAKEN, TOO_LARGE, NOT_KEPT, BROKEN] = [403, 404, 409, 413, 422, 500];

// Something foreseen between this page and the server. `message` is the server's own, if it had one.
export class Trouble extends Error {
  constructor(slug, message = "") {
    super(message);
    this.name = "Trouble";
    this.slug = slug;
  }
}

async function ask(address, options = {}) {
  let answer;
  try {
    answer = await fetch(address, { ...OPTIONS, ...options });
  } catch {
    throw new Trouble("no-connection");
  }
  if (answer.type === "opaqueredirect" || answer.status === SIGNED_OUT) throw new Trouble("signed-out");
  if (answer.status === NOT_THERE) throw new Trouble("not-there");
  if (answer.status >= BROKEN) throw new Trouble("no-answer");
  return answer;
}

async function read(answer) {
  try {
    return await answer.json();
  } catch {
    throw new Trouble("no-connection"); // cut off on the way
  }
}

function post(address, fields) {
  const body = new FormData();
  const { value: token } = document.querySelector("input[name=csrfmiddlewaretoken]");
  body.set("csrfmiddlewaretoken", token);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return ask(address, { method: "POST", body });
}

const fromBase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const row = ({ age, ...rest }) => ({ ...rest, age: fromBase64(age) });

// Yields the newest revision of each record, my own or those with somebody, fifty at a time.
export async function* newest(other) {
  const question = new URLSearchParams(other ? { with: other } : { own: "" });
  for (let after = ""; after !== null; ) {
    if (after) question.set("after", after);
    const page = await read(await ask(`/sealed/?${question}`));
    yield page.records.map(row);
    after = page.after;
  }
}

// Returns the newest revisions of records by their numbers, as far as they are there.
export async function newestOf(numbers, other) {
  const question = new URLSearchParams(other ? { with: other } : { own: "" });
  for (const number of numbers) question.append("number", number);
  return (await read(await ask(`/sealed/?${question}`))).records.map(row);
}

// Returns all revisions of one record, the first one first, and of no other.
export async function revisions(record) {
  const rows = (await read(await ask(`/sealed/${record}/`))).records.map(row);
  if (!rows.length || rows.some((one) => one.record !== record)) throw new Trouble("another-record");
  return rows;
}

// Gives the server one more revision: at the shelf, or `at` a page that keeps something beside it, with
// what else that page asks (`more`). Returns { kept } or, when another was first, { there }.
export async function keep({ record, revision, age, other, at, more }) {
  const fields = { revision, age: new Blob([age]), ...(other ? { with: other } : {}) };
  const answer = await post(at ?? `/sealed/${record}/`, at ? { record, ...more, ...fields } : fields);
  const said = await read(answer);
  if (answer.status === TAKEN && said.there.record === record) return { there: row(said.there) };
  if (answer.status === TOO_LARGE || answer.status === NOT_KEPT) throw new Trouble(said.slug, said.message);
  if (!answer.ok) throw new Trouble("no-answer");
  return { kept: { at: said.at } };
}

// Removes a record of one's own words, for good.
export const remove = (record) => post(`/sealed/${record}/removal/`, {});

// Counts a record that was refused here: the name of the check, and nothing else.
export async function count(slug) {
  try {
    await post("/sealed/refusals/", { slug });
  } catch {
    // what is refused is shown all the same; it is only not counted
  }
}
