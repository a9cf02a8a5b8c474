/**
 * The few instructions of WebAssembly (with SIMD) that a scan is written in, folded as in its text form: operands are
 * arguments. Source of the encoding: WebAssembly Core Specification 2.0, binary format.
 */
export type Code = readonly number[];

/** LEB128. */
function unsigned(value: number): Code {
  return value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)];
}

function signed(value: number): Code {
  return value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)];
}

const operation =
  (...opcode: readonly number[]) =>
  (...operands: readonly Code[]): Code => [...operands.flat(), ...opcode];

const simd = 0xfd;
const empty = 0x40;
const end = 0x0b;

export const wasm = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number, value: Code): Code => [...value, 0x21, ...unsigned(local)],
  tee: (local: number, value: Code): Code => [...value, 0x22, ...unsigned(local)],
  number: (value: number): Code => [0x41, ...signed(value)],
  store: (address: Code, value: Code): Code => [...address, ...value, 0x36, 2, 0],
  isLess: operation(0x48),
  not: (value: Code): Code => [...value, 0x41, 0x7f, 0x73],
  trailingZeros: operation(0x68),
  add: operation(0x6a),
  subtract: operation(0x6b),
  and: operation(0x71),
  or: operation(0x72),
  shiftLeft: operation(0x74),
  shiftRight: operation(0x76),
  /** Two doubles. */
  loadPair: (address: Code, offset: number): Code => [...address, simd, 0, 3, ...unsigned(offset)],
  /** Which of two doubles are greater, as a mask of 64 bits each. */
  pairGreater: operation(simd, 0x4a),
  /** Masks of twice 64 bits narrowed to 32 each, those to 16 each, and the highest bit of each byte of what that gives. */
  narrowTo16: operation(simd, 0x85, 0x01),
  narrowTo8: operation(simd, 0x65),
  byteBits: operation(simd, 0x64),
  when: (condition: Code, ...body: readonly Code[]): Code => [...condition, 0x04, empty, ...body.flat(), end],
  /** Repeats its body as long as `condition`, after it, is not 0. */
  repeat: (body: readonly Code[], condition: Code): Code => [0x03, empty, ...body.flat(), ...condition, 0x0d, 0, end],
} as const;

const i32 = 0x7f;
const v128 = 0x7b;
const vector = (items: readonly Code[]): Code => [...unsigned(items.length), ...items.flat()];
const sized = (code: Code): Code => [...unsigned(code.length), ...code];
const section = (id: number, items: readonly Code[]): Code => [id, ...sized(vector(items))];
const text = (name: string): Code => sized([...name].map((letter) => letter.charCodeAt(0)));

/** Locals of the one function: its parameters and `numbers` are whole numbers of 32 bits, `pairs` are vectors of two doubles. */
export interface Locals {
  readonly parameters: number;
  readonly numbers: number;
  readonly pairs: number;
}

/** A module that exports its `memory`, of so many pages of 64 kB, and one function `run`, which gives a whole number. */
export function wasmModule(pages: number, { parameters, numbers, pairs }: Locals, body: readonly Code[]): Uint8Array {
  const type = [0x60, ...vector(Array<Code>(parameters).fill([i32])), ...vector([[i32]])];
  const locals = [
    [...unsigned(numbers), i32],
    [...unsigned(pairs), v128],
  ];
  const code = [...vector(locals), ...body.flat(), end];
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [type]),
    ...section(3, [[0]]),
    ...section(5, [[1, ...unsigned(pages), ...unsigned(pages)]]),
    ...section(7, [
      [...text('memory'), 2, 0],
      [...text('run'), 0, 0],
    ]),
    ...section(10, [sized(code)]),
  ]);
}
