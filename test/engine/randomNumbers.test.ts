import { fillUniform, murmurHash3, nextWord, streamState } from "../../src/engine/randomNumbers";

describe("xoshiro128**", () => {
  test("gives the outputs of its authors' C program from the state 1, 2, 3, 4", () => {
    // xoshiro128starstar.c, version 1.1, https://prng.di.unimi.it/: first ten outputs with s = { 1, 2, 3, 4 }.
    const published = [11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804];
    const state = Int32Array.of(1, 2, 3, 4);
    expect(published.map(() => nextWord(state))).toEqual(published);
  });

  test("gives the outputs and states that the reference program gave another project", () => {
    // edorfaus/xoshiro-6502 test-rom/testdata.asm, column "starstar", made with the C reference implementation.
    const state = Int32Array.of(0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0);
    expect(nextWord(state)).toBe(0xf1391922);
    expect([...state].map((word) => word >>> 0)).toEqual([0x72410269, 0xef382c52, 0x2e43bec7, 0x62432f20]);
    expect([nextWord(state), nextWord(state), nextWord(state)]).toEqual([0x6fe53806, 0xa5be2840, 0xf510ee70]);
  });
});

describe("MurmurHash3", () => {
  // The known answers of the x86 32-bit variant for whole words; bytes 21 43 65 87 are the word 0x87654321.
  test.each([
    [[], 0, 0],
    [[], 1, 0x514e28b7],
    [[], 0xffffffff, 0x81f16f39],
    [[0xffffffff], 0, 0x76293b50],
    [[0x87654321], 0, 0xf55b516b],
    [[0x87654321], 0x5082edee, 0x2362f9de],
    [[0], 0, 0x2362f9de],
  ])("of %p with seed %p", (words, seed, hash) => {
    expect(murmurHash3(words, seed)).toBe(hash);
  });
});

describe("a stream of numbers between 0 and 1", () => {
  const COUNT = 200_000;
  const numbers = new Float64Array(COUNT);
  fillUniform(streamState([42]), numbers, COUNT);

  test("takes 52 bits from two words, high bits first", () => {
    const state = streamState([42]);
    for (let i = 0; i < 100; i++) {
      const high = Math.floor(nextWord(state) / 64);
      const low = Math.floor(nextWord(state) / 64);
      expect(numbers[i]).toBe((high * 2 ** 26 + low + 0.5) / 2 ** 52);
    }
  });

  test("goes on where it stopped", () => {
    const state = streamState([42]);
    const parts = [new Float64Array(3), new Float64Array(5)];
    for (const part of parts) fillUniform(state, part, part.length);
    expect([...parts[0], ...parts[1]]).toEqual([...numbers.subarray(0, 8)]);
  });

  test("is evenly spread: chi-square of 100 parts", () => {
    const parts = new Array<number>(100).fill(0);
    for (const number of numbers) parts[Math.floor(number * 100)]++;
    const expected = COUNT / 100;
    const chiSquare = parts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 99 degrees of freedom: mean 99, standard deviation √198 = 14.07; four of them.
    expect(Math.abs(chiSquare - 99)).toBeLessThan(4 * Math.sqrt(198));
  });

  test("does not follow from another one, nor from the number before", () => {
    const other = new Float64Array(COUNT);
    fillUniform(streamState([43]), other, COUNT);
    // The correlation of independent numbers has a standard error of 1/√n.
    const limit = 4 / Math.sqrt(COUNT);
    expect(Math.abs(correlation(numbers, other))).toBeLessThan(limit);
    expect(Math.abs(correlation(numbers.subarray(1), numbers.subarray(0, COUNT - 1)))).toBeLessThan(limit);
  });
});

function correlation(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += (one[i] - 0.5) * (other[i] - 0.5);
  return (sum / one.length) * 12;
}
