import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import officeAddins from "eslint-plugin-office-addins";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";
import { ownRules } from "./tools/eslintRules.js";

/** The architecture: which room may import which. Data flows down, presets → engine → functions | usage | workbook → taskpane. */
const mayImport = {
  engine: [],
  presets: ["engine"],
  functions: ["engine", "presets"],
  usage: ["engine", "presets"],
  workbook: ["engine", "presets", "usage"],
  taskpane: ["engine", "presets", "usage", "workbook"],
  tryout: [],
};

/** The library of zip files, at home in one file of a room: what a workbook file is made of is settled there. */
const zip = { name: "fflate", message: "Files are zipped and unzipped in workbook/xlsxFile.ts and tryout/files/zipPackage.ts." };
const ZIP_FILES = { workbook: "src/workbook/xlsxFile.ts", tryout: "src/tryout/files/zipPackage.ts" };

const imports = (room, paths) => ({
  "no-restricted-imports": [
    "error",
    {
      paths,
      patterns: [
        {
          group: Object.keys(mayImport)
            .filter((other) => other !== room && !mayImport[room].includes(other))
            .flatMap((other) => [`**/${other}/**`, `**/${other}`]),
          message: `${room} may import only: ${mayImport[room].join(", ") || "nothing of the other rooms"}.`,
        },
      ],
    },
  ],
});

const rooms = [
  ...Object.keys(mayImport).map((room) => ({ files: [`src/${room}/**/*.{ts,tsx}`], rules: imports(room, [zip]) })),
  ...Object.entries(ZIP_FILES).map(([room, file]) => ({ files: [file], rules: imports(room, []) })),
];

/** The globals of Excel and Office, each at home in one file. */
const atHome = (global, message) => [
  "error",
  { selector: `MemberExpression[object.name='${global}'][property.name='run']`, message },
];

/** What the language leaves to each browser, so that the last digit differs (docs/decisions/0008-reproducible-arithmetic.md). */
const platformFunctions = [
  ...["exp", "expm1", "log", "log1p", "log2", "log10", "pow", "cbrt", "hypot", "sin", "cos", "tan", "asin", "acos", "atan"],
  ...["atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh"],
];
/** Calibrated estimates, right to some tenths: their last digit decides nothing. */
const ESTIMATORS = ["src/engine/training*.ts", "src/engine/serving*.ts", "src/engine/shapeForSize.ts"];

export default tseslint.config(
  { ignores: ["dist/**", "node_modules/**", "test-results/**"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{js,cjs,mjs}"],
    languageOptions: {
      globals: {
        require: "readonly",
        module: "writable",
        process: "readonly",
        console: "readonly",
        __dirname: "readonly",
        URL: "readonly",
        performance: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        Buffer: "readonly",
        window: "readonly",
        document: "readonly",
        globalThis: "readonly",
        fetch: "readonly",
      },
    },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  ...rooms,
  { files: ["src/**/*.{ts,tsx}"], rules: { "no-self-compare": "error" } },
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: ["src/workbook/excelWorkbook.ts"],
    rules: { "no-restricted-syntax": atHome("Excel", "Only src/workbook/excelWorkbook.ts talks to Excel.") },
  },
  {
    files: ["src/engine/**/*.ts"],
    ignores: ESTIMATORS,
    rules: {
      "no-restricted-properties": [
        "error",
        ...platformFunctions.map((property) => ({
          object: "Math",
          property,
          message: "Its last digit differs between browsers: see src/engine/elementary.ts.",
        })),
      ],
      "no-restricted-syntax": [
        ...atHome("Excel", "Only src/workbook/excelWorkbook.ts talks to Excel."),
        {
          selector: "BinaryExpression[operator='**']",
          message: "The last digit of ** differs between browsers: use power() of src/engine/elementary.ts, or a product.",
        },
      ],
    },
  },
  {
    files: ["src/{engine,presets,functions}/**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { own: ownRules },
    rules: { "own/no-lookup-by-text": "error" },
  },
  {
    files: ["src/functions/*.ts"],
    plugins: { own: ownRules },
    rules: {
      "own/argument-names": "error",
      // Excel's metadata generator reads a range of mixed cells, or a value of any kind, only from `any`.
      "@typescript-eslint/no-explicit-any": "off",
    },
  },
  {
    files: ["src/workbook/excelWorkbook.ts", "src/workbook/excelSheets.ts"],
    plugins: { "office-addins": officeAddins },
    rules: {
      "office-addins/load-object-before-read": "error",
      "office-addins/call-sync-before-read": "error",
      "office-addins/no-context-sync-in-loop": "error",
      "office-addins/no-empty-load": "error",
      "office-addins/no-office-initialize": "error",
    },
  },
  {
    files: ["src/taskpane/**/*.tsx"],
    plugins: { "react-hooks": reactHooks },
    rules: { ...reactHooks.configs.recommended.rules },
  },
  prettier,
);
