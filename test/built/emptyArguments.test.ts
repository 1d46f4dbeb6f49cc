import { builtFunctions, metadata, readJson, type Result } from "../support/builtFunctions";
import { parseExampleCall } from "../support/exampleFormula";
import { EMPTY, HOST_NAMES, inCell } from "../support/hostProfiles";

/*
 * Over every function and every argument: a reference to an empty cell gives the same answer on every Excel, whatever that
 * Excel sends for it. The last release's metadata asks for no addresses and is left out: there null is "left out".
 */

interface ReferenceEntry {
  id: string;
  examples: { formula: string; result: string }[];
}

const examples = new Map(readJson<ReferenceEntry[]>("reference.json").map(({ id, examples }) => [id, examples]));
const hosts = HOST_NAMES.filter((host) => host !== "stale").map((host) => ({ host, ...builtFunctions(host) }));
const withoutMessages = (result: Result): string =>
  JSON.stringify(result, (key, value: unknown) => (key === "message" ? undefined : value));

/** The arguments of a function's first examples that are no errors. */
function usualArguments(id: string): unknown[][] {
  const formulas = (examples.get(id) ?? []).filter(({ result }) => !result.startsWith("#")).map(({ formula }) => formula);
  return formulas.slice(0, 3).map((formula) => parseExampleCall(formula).args);
}

const functions = metadata().functions;
const cases = functions.flatMap((entry) =>
  entry.parameters.map(({ name }, place) => [`${entry.id}(${name})`, entry.id, place] as const),
);

test.each(cases)("an empty cell for %s", (_, id, place) => {
  const calls = usualArguments(id);
  expect(calls.length).toBeGreaterThan(0);
  for (const usual of calls) {
    const args: unknown[] = Array.from({ length: place + 1 }, (_, i) => usual[i] ?? null);
    args[place] = inCell(EMPTY);
    for (let i = place + 1; i < usual.length; i++) args[i] = usual[i];
    const [first, ...others] = hosts.map(({ host, call }) => `${host}: ${withoutMessages(call(id, ...args))}`);
    const answer = first.slice(first.indexOf(":"));
    for (const other of others) expect(other.slice(other.indexOf(":"))).toBe(answer);
  }
});

test("addresses are asked for only where they change an answer", () => {
  const needless = functions
    .filter(({ options }) => options?.requiresParameterAddresses)
    .filter(({ id, parameters }) => {
      const { call } = hosts[0];
      return !usualArguments(id).some((usual) =>
        parameters.some((parameter, place) => {
          const answers = (values: unknown[]) =>
            JSON.stringify(
              values.map((value) => call(id, ...parameters.map((_, i) => (i === place ? value : (usual[i] ?? null))))),
            );
          const isFallback = parameter.name.startsWith("if_");
          return isFallback || answers([null, 0]) !== answers([inCell(EMPTY), inCell(0)]);
        }),
      );
    })
    .map(({ id }) => id);
  expect(needless).toEqual([]);
});
