const { readdirSync } = require("node:fs");
const path = require("node:path");
const CopyPlugin = require("copy-webpack-plugin");
const CustomFunctionsMetadataPlugin = require("custom-functions-metadata-plugin");
const { DefinePlugin } = require("webpack");
const HtmlPlugin = require("html-webpack-plugin");
const MiniCssExtractPlugin = require("mini-css-extract-plugin");
const { ExampleWorkbookPlugin } = require("./tools/exampleWorkbookPlugin.js");
const { ExcelMetadataPlugin } = require("./tools/excelMetadataPlugin.js");
const { manifestFor, SOURCE_ORIGIN } = require("./tools/manifest.js");
const { parametersWithAddresses } = require("./tools/parametersWithAddresses.js");
const { ThirdPartyNotices } = require("./tools/thirdPartyNotices.js");

/** Where the add-in is served from: manifest URLs and help links. The one place to change for a release. */
const ORIGIN = (process.env.FT_ORIGIN ?? SOURCE_ORIGIN).replace(/\/$/, "");
/** A second checkout of the built files, for work beside a running server. */
const DIST = path.resolve(process.env.FT_DIST ?? path.join(__dirname, "dist"));

const { version } = require("./package.json");

const functionFiles = readdirSync(path.join(__dirname, "src/functions"), { withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
  .map((entry) => path.join(__dirname, "src/functions", entry.name));
/** Before them, what they need in a page where office.js has failed. */
const registered = [path.join(__dirname, "src/functions/support/pageWithoutExcel.ts"), ...functionFiles];

const notices = new ThirdPartyNotices();

// Types are checked by `npm run check`; here they are only erased.
const typescript = { test: /\.tsx?$/, loader: "ts-loader", options: { transpileOnly: true, compilerOptions: { noEmit: false } } };
const stylesheets = { test: /\.css$/, use: [MiniCssExtractPlugin.loader, "css-loader"] };
const base = {
  mode: "production",
  devtool: false,
  performance: { hints: false },
  stats: "errors-warnings",
  resolve: { extensions: [".ts", ".tsx", ".js"] },
};

/** functions.js and functions.json: the contract with Excel, the browser workbook and the tests. */
const functions = {
  ...base,
  name: "functions",
  // One module that imports every file, so that they are joined into one scope: smaller, and calls are not looked up.
  entry: { functions: `data:text/javascript,${registered.map((file) => `import ${JSON.stringify(file)};`).join("")}` },
  output: { path: DIST, filename: "[name].js" },
  module: { rules: [typescript] },
  plugins: [
    new CustomFunctionsMetadataPlugin({ output: "functions.json", input: functionFiles }),
    new DefinePlugin({
      FT_PARAMETERS: JSON.stringify(parametersWithAddresses(functionFiles)),
      // Put "text" here for an Excel that cannot show a table with an error in it: docs/decisions/0012-errors-inside-tables.md.
      FT_TABLE_ERRORS: JSON.stringify(process.env.FT_TABLE_ERRORS ?? "errors"),
    }),
    new ExcelMetadataPlugin({ origin: ORIGIN, files: functionFiles, version }),
    new CopyPlugin({
      patterns: [
        { from: "assets", to: "assets" },
        { from: "LICENSE", to: "LICENSE.txt" },
        {
          from: "manifest.xml",
          transform: (content) => manifestFor(content.toString(), { origin: ORIGIN, version, id: process.env.FT_ID }),
        },
      ],
    }),
  ],
};

/**
 * taskpane.html: loads office.js and functions.js by tags, the pane's own code only when it is shown. A file's name carries a
 * hash of what is in it: the page is new at once, while anything else may come from a cache that is a day old.
 */
const taskpane = {
  ...base,
  name: "taskpane",
  entry: { taskpane: "./src/taskpane/main.tsx" },
  output: {
    path: DIST,
    filename: "[name].[contenthash:8].js",
    chunkFilename: "taskpane.[name].[contenthash:8].js",
    // What a build before left under another hash goes; the other configurations' files stay.
    clean: { keep: (file) => !/^(taskpane|pane)\.(.*\.)?(js|css|txt)$/.test(file) },
  },
  module: { rules: [typescript, stylesheets] },
  // By name, so that the size of the pane can be told with and without its charts.
  optimization: {
    splitChunks: {
      cacheGroups: {
        charts: { test: /[\\/]node_modules[\\/](@observablehq|d3|d3-[a-z-]+|internmap)[\\/]/, name: "chart-library" },
        // What the views Risk and Business case draw trials with, loaded with the first of them.
        trials: {
          test: /[\\/]engine[\\/](sobol|sobolNumbers|rankCorrelation|orderStatistics|randomNumbers|scenario[\\/](draws|dimensions|simulation|oneCall))\.ts$/,
          name: "risk-trials",
          chunks: "async",
          enforce: true,
        },
      },
    },
  },
  plugins: [
    new HtmlPlugin({ template: "src/taskpane/taskpane.html", filename: "taskpane.html", inject: "body", scriptLoading: "defer" }),
    new MiniCssExtractPlugin({ filename: "[name].[contenthash:8].css" }),
    notices,
  ],
};

/** The grid with Excel's names of errors, and what is mended in it. */
const mendedGrid = {
  test: /o_spreadsheet\.esm\.js$/,
  loader: path.resolve(__dirname, "tools/gridLoader.js"),
};

/** The browser workbook: a page of its own around the built files; it imports nothing of the add-in. */
const tryout = {
  ...base,
  name: "tryout",
  entry: { workbook: "./src/tryout/main.ts" },
  output: { path: DIST, filename: "[name].js", chunkFilename: "workbook.[name].js", assetModuleFilename: "workbook.[name][ext]" },
  resolve: {
    ...base.resolve,
    // The package's own entry is a CommonJS build that the loader does not read.
    alias: { "@odoo/o-spreadsheet$": path.resolve(__dirname, "node_modules/@odoo/o-spreadsheet/dist/o_spreadsheet.esm.js") },
  },
  module: {
    rules: [
      typescript,
      stylesheets,
      mendedGrid,
      { test: /\.xml$/, type: "asset/source" },
      { test: /\.(woff2?|ttf|eot|svg|png)$/, type: "asset/resource" },
    ],
  },
  plugins: [
    new HtmlPlugin({ template: "src/tryout/index.html", filename: "index.html", scriptLoading: "defer" }),
    new MiniCssExtractPlugin({ filename: "[name].css" }),
    notices,
  ],
};

/** example.json: the sheets that the browser workbook opens with, written out by the plans that describe them. */
const example = {
  ...base,
  name: "example",
  target: "node",
  entry: { example: "./src/workbook/example/index.ts" },
  output: { path: DIST, filename: "[name].js", library: { type: "commonjs2" } },
  optimization: { minimize: false },
  module: { rules: [typescript] },
  plugins: [new ExampleWorkbookPlugin()],
};

/** usage.js: reads usage exports from the command line, as the pane does. */
const usage = {
  ...base,
  name: "usage",
  target: "node",
  entry: { usage: "./src/usage/readUsage.ts" },
  output: { path: DIST, filename: "[name].js", library: { type: "commonjs2" } },
  optimization: { minimize: false },
  module: { rules: [typescript] },
  plugins: [notices],
};

/** What the command line needs to write a workbook: casefile.js describes and writes it, calculator.js works its formulas out. */
const casefile = {
  ...base,
  name: "casefile",
  target: "node",
  entry: { casefile: "./src/workbook/caseFile.ts" },
  output: { path: DIST, filename: "[name].js", library: { type: "commonjs2" } },
  optimization: { minimize: false },
  module: { rules: [typescript] },
  plugins: [notices],
};
const calculator = {
  ...base,
  name: "calculator",
  target: "node",
  entry: { calculator: "./src/tryout/headless/calculateWorkbook.ts" },
  output: { path: DIST, filename: "[name].js", library: { type: "commonjs2" } },
  resolve: tryout.resolve,
  optimization: { minimize: false },
  module: { rules: [typescript, mendedGrid] },
  plugins: [notices],
};

module.exports = [functions, taskpane, tryout, example, usage, casefile, calculator];
