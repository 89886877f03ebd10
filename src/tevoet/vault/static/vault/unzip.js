// Read a few files of a zip in this browser: each up to a limit, whatever the zip says of its size.

import { refuseUnless, SealRefusal } from "./canonical.js";

const [END, LISTED, HEAD] = [22, 46, 30]; // bytes, without names
const [END_MARK, LISTED_MARK, HEAD_MARK] = [0x06054b50, 0x02014b50, 0x04034b50];
const [STORED, DEFLATED] = [0, 8];
const LONGEST_LIST = 8 * 1024 * 1024;
const LARGEST = 512 * 1024;

const DAMAGED = "along-damaged";
const bytesOf = async (blob) => new Uint8Array(await blob.arrayBuffer());
const viewOf = async (blob) => new DataView(await blob.arrayBuffer());

// Returns the files of a zip by name, with where each lies. Names are compared, never followed.
export async function listZip(file) {
  refuseUnless(file.size >= END, DAMAGED);
  const end = await viewOf(file.slice(-END));
  refuseUnless(end.getUint32(0, true) === END_MARK, DAMAGED);
  const [count, length, at] = [end.getUint16(10, true), end.getUint32(12, true), end.getUint32(16, true)];
  refuseUnless(length <= LONGEST_LIST && at + length <= file.size, DAMAGED);
  const list = await viewOf(file.slice(at, at + length));
  const found = new Map();
  for (let place = 0, number = 0; number < count; number += 1) {
    refuseUnless(place + LISTED <= length && list.getUint32(place, true) === LISTED_MARK, DAMAGED);
    const [named, more, said] = [28, 30, 32].map((one) => list.getUint16(place + one, true));
    refuseUnless(place + LISTED + named <= length, DAMAGED);
    const name = new TextDecoder().decode(new Uint8Array(list.buffer, place + LISTED, named));
    found.set(name, {
      file,
      method: list.getUint16(place + 10, true),
      size: list.getUint32(place + 20, true),
      at: list.getUint32(place + 42, true),
    });
    place += LISTED + named + more + said;
  }
  return found;
}

// Returns the bytes of one of them.
export async function unzip({ file, method, size, at }) {
  const head = await viewOf(file.slice(at, at + HEAD));
  refuseUnless(head.byteLength === HEAD && head.getUint32(0, true) === HEAD_MARK, DAMAGED);
  refuseUnless((method === STORED || method === DEFLATED) && size <= LARGEST, DAMAGED);
  const begin = at + HEAD + head.getUint16(26, true) + head.getUint16(28, true);
  const packed = file.slice(begin, begin + size);
  return method === STORED ? bytesOf(packed) : inflated(packed);
}

async function inflated(packed) {
  const reader = packed.stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const parts = [];
  let total = 0;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      parts.push(read.value);
      total += read.value.length;
      if (total > LARGEST) break;
    }
  } catch (error) {
    throw new SealRefusal(DAMAGED, error);
  }
  if (total > LARGEST) {
    await reader.cancel();
    throw new SealRefusal(DAMAGED);
  }
  return bytesOf(new Blob(parts));
}
