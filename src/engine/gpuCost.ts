import { requireFractionBelowOne, requireNonNegative, requirePositive } from "./requirements";

const MINUTES_PER_HOUR = 60;

/** What GPUs cost that are rented by the hour ($). */
export function gpuCost(use: { hours: number; pricePerGpuHour: number; gpus: number; runs: number; spotFactor: number }): number {
  return (
    requireNonNegative("price_per_gpu_hour", use.pricePerGpuHour) *
    requirePositive("gpus", use.gpus) *
    requireNonNegative("hours", use.hours) *
    requireNonNegative("runs", use.runs) *
    requirePositive("spot_factor", use.spotFactor)
  );
}

/** What interruptions add to a job, as shares of its undisturbed time. */
export interface SpotOverhead {
  /** Time spent writing checkpoints. */
  readonly checkpointShare: number;
  /** Work since the last checkpoint, lost when the GPU is taken: half an interval on average. */
  readonly lostWorkShare: number;
  /** Time until a new GPU runs and has read the checkpoint. */
  readonly restartShare: number;
  /** What remains of the on-demand price × (1 + the three shares). */
  readonly factor: number;
}

/**
 * The multiplier on the on-demand cost that a spot price brings, its interruptions paid for.
 * Without an interval of its own the job writes checkpoints at Young's interval √(2δ/λ), at which writing them and
 * losing work cost the same: J. W. Young, "A first order approximation to the optimum checkpoint interval", 1974.
 */
export function spotFactor(spot: {
  discountFraction: number;
  interruptionsPerHour: number;
  checkpointMinutes: number;
  restartMinutes: number;
  /** Undefined for Young's interval. */
  intervalHours: number | undefined;
}): SpotOverhead {
  const price = 1 - requireFractionBelowOne("spot_discount", spot.discountFraction);
  const rate = requireNonNegative("interruptions_per_hour", spot.interruptionsPerHour);
  const writing = requireNonNegative("checkpoint_minutes", spot.checkpointMinutes) / MINUTES_PER_HOUR;
  const restarting = requireNonNegative("restart_minutes", spot.restartMinutes) / MINUTES_PER_HOUR;
  const interval = spot.intervalHours === undefined ? undefined : requirePositive("interval_hours", spot.intervalHours);
  if (rate === 0) return { checkpointShare: 0, lostWorkShare: 0, restartShare: 0, factor: price };

  // At √(2δ/λ) both shares are √(δλ/2); written so, the formula also holds for checkpoints that take no time.
  const optimal = Math.sqrt((writing * rate) / 2);
  const checkpointShare = interval === undefined ? optimal : writing / interval;
  const lostWorkShare = interval === undefined ? optimal : (rate * interval) / 2;
  const restartShare = rate * restarting;
  return { checkpointShare, lostWorkShare, restartShare, factor: price * (1 + checkpointShare + lostWorkShare + restartShare) };
}
