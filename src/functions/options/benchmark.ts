export const benchmarkKinds = {
  training: "The reference table of training: tokens/s, GPUs and $/h of the job",
  serving: "The reference table of serving: tokens/s, GPUs and $/month of the instance",
} as const;

export const benchmarkFields = {
  tokens_per_second: "Throughput of the job or instance (tokens/s)",
  gpus: "GPUs of the job or instance",
  price_per_hour: "Training only: price of the whole job on demand ($/h)",
  cost_per_month: "Serving only: cost of the instance ($/month)",
} as const;
