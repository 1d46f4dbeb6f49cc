/** `make()`, called on first use and remembered: presets are read from their compact form only when a formula asks. */
export function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}
