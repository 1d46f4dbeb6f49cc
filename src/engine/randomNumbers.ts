/*
 * Reproducible random numbers: the same seed gives the same numbers on every machine and in every order of asking.
 *
 * Generator: xoshiro128** 1.1 by David Blackman and Sebastiano Vigna, "Scrambled Linear Pseudorandom Number Generators",
 * ACM TOMS 47 (2021), https://prng.di.unimi.it/xoshiro128starstar.c: 32-bit, period 2^128 - 1, passes BigCrush.
 * Each stream starts from a state of its own, the MurmurHash3 (x86, 32 bit, by Austin Appleby) of what names it, so that
 * no stream depends on how many numbers another one has given.
 */

/** Four words of state; never all 0. */
export type RandomState = Int32Array;

const rotateLeft = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/** The hash of some words with one more. */
function withWord(hash: number, word: number): number {
  const mixed = Math.imul(rotateLeft(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
  return (Math.imul(rotateLeft(hash ^ mixed, 13), 5) + 0xe6546b64) | 0;
}

function finishedHash(started: number, words: number): number {
  let hash = started ^ (words * 4);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function startedHash(words: ArrayLike<number>, seed: number): number {
  let hash = seed | 0;
  for (let i = 0; i < words.length; i++) hash = withWord(hash, words[i]);
  return hash;
}

/** MurmurHash3 of 32-bit words. */
export const murmurHash3 = (words: ArrayLike<number>, seed: number): number =>
  finishedHash(startedHash(words, seed), words.length);

/** The characters of a name as words to hash. */
export const wordsOf = (name: string): number[] => Array.from(name, (character) => character.charCodeAt(0));

/** A state of four hashes; never all 0. */
function stateOf(hashes: (i: number) => number): RandomState {
  const state = new Int32Array(4);
  for (let i = 0; i < 4; i++) state[i] = hashes(i);
  if ((state[0] | state[1] | state[2] | state[3]) === 0) state[0] = 1;
  return state;
}

/** The state from which the stream of the given words starts. */
export const streamState = (words: ArrayLike<number>): RandomState => stateOf((i) => murmurHash3(words, i + 1));

/** `streamState` of words and a last one, for many streams that differ in it alone. */
export function streamStates(words: ArrayLike<number>): (last: number) => RandomState {
  const started = [1, 2, 3, 4].map((seed) => startedHash(words, seed));
  return (last) => stateOf((i) => finishedHash(withWord(started[i], last), words.length + 1));
}

/** The next 32 bits, from 0 to 2^32 - 1. */
export function nextWord(state: RandomState): number {
  const result = Math.imul(rotateLeft(Math.imul(state[1], 5), 7), 9);
  const shifted = state[1] << 9;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = rotateLeft(state[3], 11);
  return result >>> 0;
}

const TWO_TO_26 = 67108864;
const TWO_TO_MINUS_52 = 2.220446049250313e-16;

/** Numbers evenly spread between 0 and 1, neither reached: 52 bits from two words each. */
export function fillUniform(state: RandomState, numbers: Float64Array, count: number): void {
  // The steps of nextWord with the state in variables: a simulation takes millions.
  let [s0, s1, s2, s3] = state;
  for (let i = 0; i < count; i++) {
    const high = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9);
    let shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    const low = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9);
    shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    numbers[i] = ((high >>> 6) * TWO_TO_26 + (low >>> 6) + 0.5) * TWO_TO_MINUS_52;
  }
  state[0] = s0;
  state[1] = s1;
  state[2] = s2;
  state[3] = s3;
}
