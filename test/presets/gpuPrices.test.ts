import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "csv-parse/sync";
import { DomainError, MissingPreset } from "../../src/engine/errors";
import { clouds, formerGpuPrices, gpuPrice, gpuPriceFact, gpuPrices, resolveCloud } from "../../src/presets/gpuPrices";
import { findInstance } from "../../src/presets/instances";
import { findGpu } from "../../src/presets/gpus";

const readCsv = (name: string): Record<string, string>[] =>
  parse(readFileSync(path.join(__dirname, `../../data/${name}.csv`)), { columns: true, relax_column_count: true });

describe("one figure per cloud and basis", () => {
  test.each([
    // data/gpu_prices_more.csv: aws,p4de.24xlarge,A100-80GB,8,us-east-1,3.4309 of 2026-11-09
    ["a100_80g", "on_demand", "aws", 3.4309],
    // The smallest machine around the GPU: g5.xlarge 1.006, not g5.4xlarge 1.624 or g5.48xlarge 2.036 per GPU.
    ["a10g", "on_demand", "aws", 1.006],
    // g2-standard-4 in us-central1, not in europe-west4 (0.7429) and not g2-standard-8 (0.8536).
    ["l4", "on_demand", "gcp", 0.7068],
    // The newer list goes before data/gpu_prices.csv, which has 2.95 and 2.99.
    ["h100_sxm", "on_demand", "nebius", 3.85],
    ["h100_sxm", "on_demand", "lambda", 3.99],
    // Only the older list has it: aws,p6-b200.48xlarge,B200,8,us-east-1/us-east-2 (partial),14.2416
    ["b200", "on_demand", "aws", 14.2416],
    // A list price before an aggregator's average (5.373) that is newer.
    ["h100_sxm", "on_demand", "digitalocean", 3.39],
    // The newest of several list prices: 2.59 of October, 1.99 of May.
    ["mi300x", "on_demand", "digitalocean", 2.59],
    // RunPod's secure cloud, not its community hosts (2.69).
    ["h100_sxm", "on_demand", "runpod", 3.99],
    // Median spot price of the newer row (3.3671), not of the older one (2.2811).
    ["h200_sxm", "spot", "aws", 3.3671],
    ["h100_sxm", "spot", "coreweave", 2.4638],
  ] as const)("%s %s at %s is %d", (gpu, basis, cloud, price) => {
    expect(gpuPrice(gpu, basis, cloud)).toBe(price);
  });

  test("a figure that the source itself calls a minimum is not a price", () => {
    expect(() => gpuPrice("l4", "on_demand", "vast")).toThrow(MissingPreset);
    expect(gpuPrices().filter(({ machine, region }) => /minimum|lowest/i.test(`${machine} ${region}`))).toEqual([]);
  });

  test("a stale row is history: named in the message, never the price", () => {
    // azure,NC4as_T4_v3,T4,1,…,0.526 is marked STALE in data/gpu_prices_more.csv.
    expect(() => gpuPrice("t4", "on_demand", "azure")).toThrow(
      /no current on demand price .* last known is 0\.526 .* listed at modal, replicate/,
    );
    const current = new Set(gpuPrices().map(({ gpu, cloud, basis }) => `${gpu} ${cloud} ${basis}`));
    expect(formerGpuPrices().filter(({ gpu, cloud, basis }) => current.has(`${gpu} ${cloud} ${basis}`))).toEqual([]);
  });

  test("no cloud has two prices of one kind", () => {
    const places = gpuPrices().map(({ gpu, cloud, basis }) => `${gpu} ${cloud} ${basis}`);
    expect(new Set(places).size).toBe(places.length);
  });
});

describe("without a cloud: the median of the clouds that list the GPU", () => {
  test.each([
    // hyperstack 2.50, runpod 2.89, lambda 3.29
    ["h100_pcie", "on_demand", 2.89],
    // coreweave 1.25 and hyperstack 1.00: the mean of the two
    ["l40", "on_demand", 1.125],
    // verda 6.99, hyperstack 7.40, runpod 7.89
    ["b300", "on_demand", 7.4],
    // vultr 1.99, lambda 2.29, coreweave 6.50
    ["gh200", "on_demand", 2.29],
    // vast 0.87, hyperstack 1.35, runpod 1.79, vultr 2.397, azure 3.673
    ["a100_80g_pcie", "on_demand", 1.79],
    // verda 1.1865, nebius 1.45, coreweave 2.6162, aws 3.3671, gcp 6.2607
    ["h200_sxm", "spot", 2.6162],
  ] as const)("%s %s is %d", (gpu, basis, price) => {
    expect(gpuPrice(gpu, basis)).toBeCloseTo(price, 12);
  });

  test("its fact names the clouds in the middle and is as old as they are", () => {
    expect(gpuPriceFact("l40")).toMatchObject({ value: 1.125, asOf: "2026-08-26", confidence: "high" });
    expect(gpuPriceFact("l40").source).toMatch(/^median of 2 clouds: hyperstack 1, .*; coreweave 1\.25, /);
  });
});

test("the reference price is that of the reference table, which has no clouds", () => {
  expect(gpuPrice("A100-80GB", "reference")).toBe(3.1);
  expect(gpuPrice("a10g", "reference")).toBe(1.03);
  expect(() => gpuPrice("h100", "reference")).toThrow(MissingPreset);
  expect(() => gpuPrice("a10g", "reference", "aws")).toThrow(DomainError);
});

test("commitments are kept beside the hourly prices", () => {
  // gcp,a3-highgpu-8g,H100,8,us-central1: 7.673 for a year, 4.858 for three.
  expect(gpuPriceFact("h100_sxm", "reserved_1y", "gcp").value).toBe(7.673);
  expect(gpuPriceFact("h100_sxm", "reserved_3y", "gcp").value).toBe(4.858);
});

describe("machine types", () => {
  test.each([
    // data/gpu_prices_more.csv: gcp,a2-highgpu-1g,A100-40GB,1,us-central1,3.6734,…,1.928 with 2.3142 and 1.2857 committed
    ["a2-highgpu-1g", "on_demand", 3.6734],
    ["a2-highgpu-1g", "spot", 1.928],
    ["a2-highgpu-1g", "reserved_1y", 2.3142],
    ["a2-highgpu-1g", "reserved_3y", 1.2857],
    // aws,p5.48xlarge,H100,8,us-east-1,6.88 of 2026-11-09
    ["p5.48xlarge", "on_demand", 6.88],
    // azure,NC24ads_A100_v4,A100-80GB-PCIe,1,eastus,3.673
    ["Standard_NC24ads_A100_v4", "on_demand", 3.673],
  ] as const)("a GPU of %s costs %s %d", (name, basis, price) => {
    expect(gpuPrice(name, basis)).toBe(price);
  });
  test("hold so many GPUs", () => {
    expect(findInstance("p5.48xlarge")).toMatchObject({ gpus: 8, gpu: "h100_sxm", cloud: "aws" });
    expect(findInstance("Standard_NC48ads_A100_v4")).toMatchObject({ name: "NC48ads_A100_v4", gpus: 2 });
    expect(findInstance("h100_sxm")).toBeUndefined();
  });
  test("belong to one cloud, and say what is not listed", () => {
    expect(gpuPrice("p5.48xlarge", "on_demand", "aws")).toBe(6.88);
    expect(() => gpuPrice("p5.48xlarge", "on_demand", "gcp")).toThrow("cloud must be aws for p5.48xlarge, or left out, not gcp");
    expect(() => gpuPrice("p5.48xlarge", "reserved_1y")).toThrow("no current reserved 1y price is known for p5.48xlarge");
  });
});

test("a card nobody rents out says so", () => {
  expect(() => gpuPrice("h800")).toThrow("h800 has no price: no on demand price is known for it");
});

test("clouds go by their common names, and an unknown one is not a missing price", () => {
  expect([resolveCloud("Amazon"), resolveCloud("Google Cloud"), resolveCloud("AWS")]).toEqual(["aws", "gcp", "aws"]);
  expect(() => gpuPrice("h100", "on_demand", "asw")).toThrow(DomainError);
  // The 20 of data/gpu_prices_more.csv and Yotta, which only data/gpu_prices.csv has.
  expect(clouds()).toHaveLength(21);
});

test("every spelling of a GPU in the data resolves", () => {
  const spellings = [
    ...readCsv("gpu_specs").map((row) => row.accelerator),
    ...["gpu_prices", "gpu_prices_more"].flatMap((name) => readCsv(name).map((row) => row.accelerator)),
    // The gpu columns of the calibration tables.
    ...[
      "A100-80GB",
      "H100-SXM",
      "GB200",
      "GB300",
      "A100-40GB",
      "B200",
      "B300",
      "H20",
      "MI300X",
      "H200-SXM",
      "RTX-PRO-6000",
      "GH200",
      "L40S",
    ],
  ];
  expect([...new Set(spellings)].filter((spelling) => findGpu(spelling) === undefined)).toEqual([]);
});

test("an unknown GPU names the nearest, also those that only have a price", () => {
  expect(() => gpuPrice("L40X")).toThrow(/gpu "L40X" is not a known GPU; nearest: .*l40s?/);
  expect(gpuPrice("a40")).toBe(0.44);
});
