/*
 * Loaded before the functions: in a page where office.js could not be loaded there is nothing to register with, and the
 * pane behind this script still has to open and say so.
 */
if (typeof CustomFunctions === "undefined") {
  Object.assign(globalThis, { CustomFunctions: { associate: () => undefined } });
}

export {};
