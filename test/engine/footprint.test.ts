import { DomainError } from "../../src/engine/errors";
import { carbonKg, energyKwh } from "../../src/engine/footprint";
import { expectClose } from "../support/vectors";

const work = { gpuHours: 100, wattsPerGpu: 400, utilizationFraction: 0.7, pue: 1.2 };

test("energy is hours × kilowatts × share × what the building adds", () => {
  // 100 h × 0.4 kW = 40 kWh; × 0.7 × 1.2 = 33.6 kWh
  expectClose(energyKwh(work), 33.6);
});

test("carbon is energy × the grid's grams", () => {
  // 33.6 kWh × 400 g = 13,440 g
  expectClose(carbonKg(33.6, 400), 13.44);
});

test.each([
  [{ gpuHours: -1 }, "gpu_hours must be 0 or more, not -1"],
  [{ wattsPerGpu: -1 }, "watts_per_gpu must be 0 or more, not -1"],
  [{ utilizationFraction: 70 }, "utilization must be greater than 0 and at most 1: write 70 % as 0.7, not 70"],
  [{ pue: 0.9 }, "pue must be 1 or more, not 0.9"],
])("%j is refused", (wrong, message) => {
  expect(() => energyKwh({ ...work, ...wrong })).toThrow(new DomainError(message));
});

test("negative amounts have no footprint", () => {
  expect(() => carbonKg(-1, 400)).toThrow("energy_kwh must be 0 or more");
  expect(() => carbonKg(1, -400)).toThrow("grams_per_kwh must be 0 or more");
});
