const ts = require("typescript");

/**
 * functions.json, as far as it is read here.
 * @typedef {{ name: string, description?: string, optional?: boolean, dimensionality?: string, type?: string, customEnumId?: string }} Parameter
 * @typedef {{ id: string, name: string, description: string, parameters: Parameter[], result?: { dimensionality?: string }, helpUrl?: string }} FunctionMetadata
 * @typedef {{ name: string, stringValue?: string, numberValue?: number, tooltip?: string }} EnumValue
 * @typedef {{ functions: FunctionMetadata[], enums?: { id: string, values: EnumValue[] }[], allowErrorForDataTypeAny?: boolean }} Metadata
 *
 * @typedef {ReturnType<typeof commentsOf>[number]} FunctionComment what the comment of a function says beside
 * @typedef {ReturnType<typeof readReference>} Reference
 */

/** The order of the categories in the help pages, as in the catalogue. */
const CATEGORIES = [
  "Presets",
  "API side",
  "Training",
  "Project",
  "Serving",
  "Quality",
  "Returns",
  "Decision",
  "What-if",
  "Footprint",
];

/**
 * Joins functions.json with what its generator leaves in the comments: category, returns, throws, examples.
 * @param {Metadata} metadata functions.json, complete
 * @param {Map<string, FunctionComment>} comments what the source comments say (readComments)
 */
function readReference(metadata, comments) {
  const enums = new Map((metadata.enums ?? []).map((entry) => [entry.id.toLowerCase(), entry.values]));
  const functions = metadata.functions.map((entry) => {
    const comment = comments.get(entry.id);
    if (!comment) throw new Error(`no source comment for ${entry.id}`);
    if (!CATEGORIES.includes(comment.category)) throw new Error(`${entry.id}: @category must be one of ${CATEGORIES.join(", ")}`);
    const parameters = entry.parameters.map((parameter) => ({
      name: parameter.name,
      description: parameter.description ?? "",
      optional: parameter.optional === true,
      range: parameter.dimensionality === "matrix",
      ...optionsOf(parameter, enums),
    }));
    return {
      id: entry.id,
      name: `FT.${entry.id}`,
      category: comment.category,
      description: entry.description,
      signature: `FT.${entry.id}(${parameters.map((p) => (p.optional ? `[${p.name}]` : p.name)).join(", ")})`,
      spills: entry.result?.dimensionality === "matrix",
      parameters,
      returns: comment.returns,
      throws: comment.throws,
      examples: comment.examples,
      see: comment.see,
      helpUrl: entry.helpUrl,
    };
  });
  /** @param {{ category: string }} entry */
  const order = (entry) => CATEGORIES.indexOf(entry.category);
  return functions.sort((a, b) => order(a) - order(b) || (a.id < b.id ? -1 : 1));
}

/**
 * @param {Parameter} parameter
 * @param {Map<string, EnumValue[]>} enums
 */
function optionsOf(parameter, enums) {
  const values = parameter.customEnumId ? enums.get(parameter.customEnumId.toLowerCase()) : undefined;
  // The generator calls what a function receives stringValue or numberValue; the name is only how it was declared.
  /** @param {EnumValue} value */
  const received = ({ name, stringValue, numberValue }) => stringValue ?? numberValue ?? name;
  return values ? { options: values.map((entry) => ({ value: received(entry), tooltip: entry.tooltip ?? "" })) } : {};
}

/**
 * What the comments of the functions say beside what Excel's generator reads, by id.
 * @param {string[]} fileTexts the source text of every function file
 */
function readComments(fileTexts) {
  return new Map(fileTexts.flatMap(commentsOf).map((entry) => [entry.id, entry]));
}

/** @param {string} text */
function commentsOf(text) {
  const source = ts.createSourceFile("function.ts", text, ts.ScriptTarget.Latest, true);
  return source.statements.filter(ts.isFunctionDeclaration).flatMap((node) => {
    const tags = ts.getJSDocTags(node).map((tag) => ({ name: tag.tagName.text, text: textOf(tag, text) }));
    /** @param {string} name */
    const all = (name) => tags.filter((tag) => tag.name === name).map((tag) => tag.text.replace(/\s+/g, " ").trim());
    const id = all("customfunction")[0]?.split(" ")[0];
    if (!id) return [];
    return [
      {
        id,
        functionName: node.name?.text,
        category: all("category")[0] ?? "",
        returns: all("returns")[0] ?? "",
        throws: all("throws"),
        examples: all("example").map((example) => {
          const at = example.lastIndexOf(" => ");
          if (at < 0) throw new Error(`${id}: an @example reads FORMULA => RESULT, not "${example}"`);
          return { formula: `=FT.${example.slice(0, at).trim()}`, result: example.slice(at + 4).trim() };
        }),
        see: all("see"),
        options: all("options").map((words) => {
          const [parameter, list, ...rest] = words.split(" ");
          if (!list || rest.length > 0) throw new Error(`${id}: an @options reads PARAMETER LIST, not "${words}"`);
          return { parameter, list };
        }),
      },
    ];
  });
}

/**
 * The text of a tag. TypeScript reads the first word of `@see FT.NPV for …` as a name and leaves it out of the comment.
 * @param {ts.JSDocTag} tag
 * @param {string} sourceText
 */
function textOf(tag, sourceText) {
  const rest = ts.getTextOfJSDocComment(tag.comment) ?? "";
  if (!ts.isJSDocSeeTag(tag) || !tag.name) return rest;
  const name = sourceText.slice(tag.name.pos, tag.name.end).trim();
  return name + (/\s/.test(sourceText[tag.name.end] ?? "") ? ` ${rest}` : rest);
}

/**
 * docs/functions.md
 * @param {Reference} reference
 */
function referenceMarkdown(reference) {
  const lines = [
    "# FT functions",
    "",
    "Generated from the comments in `src/functions` by `npm run docs`; edit those, not this page.",
    "",
    "Money is in the workbook's one currency; prices of tokens are per 1M tokens, prices of GPUs and instances per hour, bills",
    "per month; rates and shares are fractions (0.02 is 2 %). Arguments in brackets may be left out. `#VALUE!` and `#N/A` carry",
    "a message that names the argument and what it must be.",
    "",
  ];
  for (const [category, entries] of byCategory(reference)) {
    lines.push(`- **${category}**: ${entries.map((entry) => `[${entry.id}](#${anchor(entry)})`).join(", ")}`);
  }
  for (const [category, entries] of byCategory(reference)) {
    lines.push("", `## ${category}`);
    for (const entry of entries) {
      lines.push("", `### ${entry.name}`, "", "```", `=${entry.signature}`, "```", "", entry.description, "");
      lines.push("| argument | meaning |", "|---|---|");
      for (const p of entry.parameters) {
        const options = p.options ? ` Options: ${p.options.map((o) => `\`${o.value}\``).join(", ")}.` : "";
        lines.push(`| ${p.optional ? `[${p.name}]` : p.name} | ${cellText(p.description + options)} |`);
      }
      lines.push("", `Returns: ${entry.returns}${entry.spills ? " Spills." : ""}`);
      if (entry.throws.length > 0) lines.push("", ...entry.throws.map((text) => `- ${text}`));
      lines.push("", "| example | gives |", "|---|---|");
      for (const e of entry.examples) lines.push(`| \`${cellText(e.formula)}\` | \`${cellText(e.result)}\` |`);
      if (entry.see.length > 0) lines.push("", `See ${entry.see.join("; ")}.`);
    }
  }
  return lines.join("\n") + "\n";
}

/**
 * A function as its help page and the page of all functions show it.
 * @param {Reference[number]} entry
 * @param {string} heading the heading, as HTML
 */
function articleHtml(entry, heading) {
  const rows = entry.parameters.map((p) => {
    const options = p.options
      ? `<ul>${p.options.map((o) => `<li><code>${html(String(o.value))}</code> ${html(o.tooltip)}</li>`).join("")}</ul>`
      : "";
    return `<tr><th scope="row"><code>${html(p.optional ? `[${p.name}]` : p.name)}</code></th><td>${html(p.description)}${options}</td></tr>`;
  });
  const examples = entry.examples.map(
    (e) => `<tr><td><code>${html(e.formula)}</code></td><td><code>${html(e.result)}</code></td></tr>`,
  );
  const errors = entry.throws.length > 0 ? `<ul>${entry.throws.map((text) => `<li>${html(text)}</li>`).join("")}</ul>` : "";
  const see = entry.see.length > 0 ? `<p>See ${html(entry.see.join("; "))}.</p>` : "";
  return `<article id="${entry.id}">${heading}<pre>=${html(entry.signature)}</pre><p>${html(entry.description)}</p>
<table><thead><tr><th>Argument</th><th>Meaning</th></tr></thead><tbody>${rows.join("")}</tbody></table>
<p>Returns: ${html(entry.returns)}${entry.spills ? " Spills." : ""}</p>${errors}
<table><thead><tr><th>Example</th><th>Gives</th></tr></thead><tbody>${examples.join("")}</tbody></table>${see}</article>`;
}

/** @param {{ title: string, body: string, script?: string }} page */
function pageHtml({ title, body, script }) {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'self'">
<title>${html(title)}</title><style>
:root{color-scheme:light dark}body{font:15px/1.5 "Segoe UI",system-ui,sans-serif;max-width:56rem;margin:0 auto;padding:1rem}
a{color:#0f6cbd}pre,code{font-family:Consolas,ui-monospace,monospace;font-size:.92em}pre{padding:.5rem .75rem;background:#8881;white-space:pre-wrap}
table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{text-align:left;vertical-align:top;padding:.25rem .6rem;border-bottom:1px solid #8884}
th[scope=row]{white-space:nowrap;font-weight:normal}article{margin:2rem 0;scroll-margin-top:1rem}article:target h3{text-decoration:underline}
ul{margin:.25rem 0;padding-left:1.2rem}nav a{margin-right:.4rem;display:inline-block}td code{overflow-wrap:anywhere}
input{font:inherit;padding:.3rem .5rem;width:100%;box-sizing:border-box}[hidden]{display:none!important}
section{display:flex;flex-direction:column}.searching nav,.searching h2{display:none}
@media (prefers-color-scheme:dark){a{color:#62abf5}}
</style></head><body>${body}${script ? `<script src="${script}"></script>` : ""}</body></html>
`;
}

/**
 * dist/functions.html: every function on one page, which can be searched.
 * @param {Reference} reference
 * @param {string} version
 */
function referenceHtml(reference, version) {
  const parts = byCategory(reference).map(([category, entries]) => {
    const articles = entries.map((entry) =>
      articleHtml(entry, `<h3><a href="functions/${entry.id}.html">${html(entry.name)}</a></h3>`),
    );
    return `<section><h2>${html(category)}</h2>${articles.join("\n")}</section>`;
  });
  const index = byCategory(reference)
    .map(
      ([category, entries]) =>
        `<p><strong>${html(category)}</strong> ${entries.map((e) => `<a href="#${e.id}">${e.id}</a>`).join(" ")}</p>`,
    )
    .join("\n");
  const body = `<h1>FT functions</h1>
<p>Version ${html(version)}. Money is in the workbook's one currency; prices of tokens are per 1M tokens, prices of GPUs and instances per
hour, bills per month; rates and shares are fractions (0.02 is 2 %). Arguments in brackets may be left out. <code>#VALUE!</code> and
<code>#N/A</code> carry a message that names the argument and what it must be.</p>
<p><label for="search">Search functions</label><input id="search" type="search" autocomplete="off"></p><p id="found" role="status"></p>
<nav>${index}</nav>${parts.join("\n")}`;
  return pageHtml({ title: "FT functions", body, script: "functions-search.js" });
}

/**
 * dist/functions/ID.html: one function, which Excel's "Help on this function" opens.
 * @param {Reference[number]} entry
 * @param {Reference} reference
 */
function functionHtml(entry, reference) {
  const others = reference
    .filter(({ category, id }) => category === entry.category && id !== entry.id)
    .map(({ id }) => `<a href="${id}.html">${id}</a>`)
    .join(" ");
  const body = `<p><a href="../functions.html">All FT functions</a></p>${articleHtml(entry, `<h1>${html(entry.name)}</h1>`)}
<nav><p><strong>${html(entry.category)}</strong> ${others}</p></nav>`;
  return pageHtml({ title: `${entry.name}: ${entry.description}`, body });
}

/**
 * @param {Reference} reference
 * @returns {[category: string, entries: Reference][]}
 */
function byCategory(reference) {
  return CATEGORIES.flatMap((category) => {
    const entries = reference.filter((entry) => entry.category === category);
    return entries.length > 0 ? [[category, entries]] : [];
  });
}

/** @param {{ name: string }} entry */
const anchor = (entry) => entry.name.toLowerCase().replace(/[^a-z0-9_]/g, "");
/** @param {string} text */
const cellText = (text) => text.replaceAll("|", "\\|");
/** @param {string} text */
const html = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

module.exports = { readReference, readComments, referenceMarkdown, referenceHtml, functionHtml, CATEGORIES };
