/** What was measured, as spans: fewest and most GPUs, shortest and longest sequence, smallest and largest batch. */
const COLUMNS = [
  "model",
  "gpu",
  "method",
  "bits",
  "fewestGpus",
  "mostGpus",
  "shortest",
  "longest",
  "smallestBatch",
  "largestBatch",
];

function coverage(runs, { methodOf, bitsOf, lengthOf, batchOf }) {
  const spans = new Map();
  for (const run of runs) {
    // A model without a preset cannot be asked for, but its GPU and method were measured all the same.
    const model = run.preset ? run.shape.key : "";
    const kind = [model, run.gpu.key, methodOf(run), bitsOf(run)];
    const key = kind.join("|");
    const [length, batch] = [lengthOf(run), batchOf(run)];
    const span = spans.get(key) ?? [...kind, run.gpus, run.gpus, length, length, batch, batch];
    [run.gpus, length, batch].forEach((value, i) => {
      span[4 + 2 * i] = Math.min(span[4 + 2 * i], value);
      span[5 + 2 * i] = Math.max(span[5 + 2 * i], value);
    });
    spans.set(key, span);
  }
  const sizes = runs.map((run) => run.shape.parameters / 1e9);
  return {
    smallest_b: Math.min(...sizes),
    largest_b: Math.max(...sizes),
    columns: COLUMNS,
    rows: [...spans.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, span]) => span),
  };
}

module.exports = { coverage };
