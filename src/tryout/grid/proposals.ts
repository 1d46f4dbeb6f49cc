import { registries, tokenColors } from "@odoo/o-spreadsheet";
import type { FunctionMetadata } from "./customFunctions";

/**
 * Typing `=FT.` lists every function of the namespace; the grid by itself shows the ten shortest names.
 */
export function proposeFunctions(functions: readonly FunctionMetadata[], namespace: string): void {
  const prefix = `${namespace}.`;
  const providers = registries.autoCompleteProviders;
  const builtIn = providers.get("functions_and_named_ranges");
  const proposals = functions.map(({ name, description }) => ({
    type: "function" as const,
    text: prefix + name,
    description,
    icon: "o-spreadsheet-Icon.FX_SVG",
    htmlContent: [
      { value: prefix, color: tokenColors.FUNCTION },
      { value: name, classes: ["o-semi-bold"] },
    ],
  }));
  providers.add("ft_functions", {
    sequence: 90,
    autoSelectFirstProposal: true,
    selectProposal: builtIn.selectProposal,
    getProposals(token) {
      return token.type === "SYMBOL" && token.value.toUpperCase().startsWith(prefix) ? proposals : undefined;
    },
  });
}
