const typescript = [
  "ts-jest",
  {
    diagnostics: false,
    tsconfig: {
      module: "commonjs",
      moduleResolution: "node10",
      ignoreDeprecations: "6.0",
      jsx: "react-jsx",
      target: "ES2022",
      esModuleInterop: true,
      resolveJsonModule: true,
      isolatedModules: true,
    },
  },
];

const project = (displayName, testMatch, more = {}) => ({
  displayName,
  testEnvironment: "node",
  testMatch: testMatch.map((pattern) => `<rootDir>/test/${pattern}`),
  transform: { "^.+\\.tsx?$": typescript, "o_spreadsheet\\.cjs$": "<rootDir>/test/support/gridTransform.js" },
  transformIgnorePatterns: ["/node_modules/(?!@odoo/o-spreadsheet/)"],
  setupFiles: ["<rootDir>/test/support/customFunctionsGlobal.ts"],
  ...more,
});

module.exports = {
  projects: [
    // The source alone: engine, presets, sheet plans.
    project("unit", ["{engine,presets,functions,usage,workbook,taskpane,tryout,tools}/**/*.test.{ts,tsx}"]),
    // The built files, called as Excel calls them: vectors, examples, any input, manifest.
    project("built", ["built/**/*.test.ts"]),
    // The built files in a browser.
    project("e2e", ["e2e/**/*.test.ts"], { globalSetup: "<rootDir>/test/e2e/support/announceSkips.js" }),
    // Files opened in LibreOffice.
    project("office", ["office/**/*.test.ts"], { globalSetup: "<rootDir>/test/office/support/announceSkips.js" }),
  ],
  testTimeout: 60_000,
  maxWorkers: 2,
};
