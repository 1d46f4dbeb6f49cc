/** What a record has under a name; undefined for a name it does not have itself, such as "constructor". */
export function ownEntry<Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined {
  // eslint-disable-next-line own/no-lookup-by-text -- asked before, in the one place that may
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
