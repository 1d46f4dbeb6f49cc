/** Whether this Excel knows a version of its interface: everything above the manifest's is asked for before it is used. */
export function supports(version: string): boolean {
  return Office.context.requirements.isSetSupported("ExcelApi", version);
}
