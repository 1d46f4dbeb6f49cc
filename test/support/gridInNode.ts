/* What the grid needs outside a browser; imported before it. */

// The grid is made for browsers and Node 22; Node 20 lacks this one function of theirs.
(Object as { groupBy?: unknown }).groupBy ??= (items: Iterable<unknown>, keyOf: (item: unknown, index: number) => string) => {
  const groups: Record<string, unknown[]> = {};
  let index = 0;
  for (const item of items) (groups[keyOf(item, index++)] ??= []).push(item);
  return groups;
};

// The grid reports its timings on the console.
console.debug = () => undefined;
