export function GpuComparison({ gpus }: { gpus: readonly string[] }) {
  return <p>{gpus.join(", ")}</p>;
}
