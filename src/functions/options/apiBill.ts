export const apiBillOutputs = {
  cost: "What all requests cost ($)",
  all: "Kind, amount, price and cost of each kind, and the total",
} as const;
