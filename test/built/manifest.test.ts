import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { XMLParser } from "fast-xml-parser";
import { manifestFor, SOURCE_ORIGIN } from "../../tools/manifest.js";
import { DIST } from "../support/builtFunctions";

/*
 * Checked offline, because Microsoft's validator is a web service. Lengths, order and references are those of the
 * add-in-only manifest reference on learn.microsoft.com.
 */

interface Element {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

function toElements(nodes: Record<string, unknown>[]): Element[] {
  return nodes.flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ":@" && key !== "#text");
    if (!name) return [];
    const children = node[name] as Record<string, unknown>[];
    return [
      {
        name: name.replace(/^bt:/, ""),
        attributes: (node[":@"] ?? {}) as Record<string, string>,
        children: toElements(children),
        text: children.map((child) => (child["#text"] as string | undefined) ?? "").join(""),
      },
    ];
  });
}

const source = readFileSync(path.join(__dirname, "../../manifest.xml"), "utf8");
const { version } = JSON.parse(readFileSync(path.join(__dirname, "../../package.json"), "utf8")) as { version: string };
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: "", preserveOrder: true });
const all = (element: Element): Element[] => [element, ...element.children.flatMap(all)];

const TEAM = "https://ft.example.org";
const MANIFESTS = {
  "as it stands in the repository": source,
  "as the build writes it": readFileSync(path.join(DIST, "manifest.xml"), "utf8"),
  "as a build for a team's host writes it": manifestFor(source, { origin: TEAM, version }),
};

function pngSize(file: string): [number, number] {
  const bytes = readFileSync(file);
  expect(bytes.subarray(1, 4).toString()).toBe("PNG");
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

describe.each(Object.entries(MANIFESTS))("the manifest %s", (_, text) => {
  const root = toElements(parser.parse(text) as Record<string, unknown>[]).find(
    (element) => element.name === "OfficeApp",
  ) as Element;
  const named = (name: string, within = root): Element[] => all(within).filter((element) => element.name === name);
  const value = (name: string): string => named(name)[0].attributes.DefaultValue;
  const textOf = (name: string): string => named(name)[0].text;
  const namesOf = (element: Element): string[] => element.children.map((child) => child.name);

  const resources = new Map(
    ["Image", "Url", "String"]
      .flatMap((name) => named(name))
      .filter((e) => e.attributes.id)
      .map((e) => [e.attributes.id, e.attributes.DefaultValue]),
  );

  test("every resource that is referred to exists, and every resource is referred to", () => {
    const used = new Set(
      all(root)
        .map((element) => element.attributes.resid)
        .filter(Boolean),
    );
    expect([...used].filter((id) => !resources.has(id))).toEqual([]);
    expect([...resources.keys()].filter((id) => !used.has(id))).toEqual([]);
  });

  test("resource ids and strings keep to Excel's lengths", () => {
    for (const id of resources.keys()) expect([id, id.length <= 32]).toEqual([id, true]);
    for (const element of named("ShortStrings")[0].children)
      expect(element.attributes.DefaultValue.length).toBeLessThanOrEqual(125);
    for (const element of named("LongStrings")[0].children)
      expect(element.attributes.DefaultValue.length).toBeLessThanOrEqual(250);
    expect(value("DisplayName").length).toBeLessThanOrEqual(125);
    expect(value("Description").length).toBeLessThanOrEqual(250);
  });

  test("the elements whose order Excel checks stand in order", () => {
    expect(namesOf(root)).toEqual([
      "Id",
      "Version",
      "ProviderName",
      "DefaultLocale",
      "DisplayName",
      "Description",
      "IconUrl",
      "HighResolutionIconUrl",
      "SupportUrl",
      "AppDomains",
      "Hosts",
      "Requirements",
      "DefaultSettings",
      "Permissions",
      "VersionOverrides",
    ]);
    expect(namesOf(named("DesktopFormFactor")[0])).toEqual(["GetStarted", "FunctionFile", "ExtensionPoint"]);
    expect(namesOf(named("GetStarted")[0])).toEqual(["Title", "Description", "LearnMoreUrl"]);
    expect(namesOf(named("Group")[0])).toEqual(["Label", "Icon", "Control"]);
    expect(namesOf(named("Supertip")[0])).toEqual(["Title", "Description"]);
    const host = named("VersionOverrides")[0].children[0].children[0];
    expect(host.children.map((child) => child.name)).toEqual(["Runtimes", "AllFormFactors", "DesktopFormFactor"]);
    const customFunctions = named("ExtensionPoint").find(
      (point) => point.attributes["xsi:type"] === "CustomFunctions",
    ) as Element;
    expect(customFunctions.children.map((child) => child.name)).toEqual(["Script", "Page", "Metadata", "Namespace"]);
    expect(named("Resources")[0].children.map((child) => child.name)).toEqual(["Images", "Urls", "ShortStrings", "LongStrings"]);
    expect(named("Control")[0].children.map((child) => child.name)).toEqual(["Label", "Supertip", "Icon", "Action"]);
  });

  test("functions and pane share one long-lived runtime and the namespace FT", () => {
    const runtime = named("Runtime")[0].attributes;
    const page = named("Page")[0].children[0].attributes.resid;
    expect(runtime).toMatchObject({ lifetime: "long", resid: page });
    expect(named("FunctionFile")[0].attributes.resid).toBe(page);
    expect(resources.get(named("Namespace")[0].attributes.resid)).toBe("FT");
    expect(named("Set").map((set) => `${set.attributes.Name} ${set.attributes.MinVersion}`)).toEqual(
      expect.arrayContaining(["SharedRuntime 1.1", "CustomFunctionsRuntime 1.2"]),
    );
    expect(named("Permissions")[0].text).toBe("ReadWriteDocument");
  });

  test("there is one pane, and it is the page of the runtime", () => {
    const actions = named("Action");
    expect(actions.map((action) => action.attributes["xsi:type"])).toEqual(["ShowTaskpane"]);
    expect(named("SourceLocation", actions[0])[0].attributes.resid).toBe(named("Runtime")[0].attributes.resid);
  });

  test("its id is a UUID and its version four numbers, those of package.json", () => {
    expect(textOf("Id")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(textOf("Version")).toBe(`${version}.0`);
  });

  test("every address is https, of one origin, and a file the build emits", () => {
    const addresses = all(root)
      .flatMap((element) => [element.attributes.DefaultValue, element.text])
      .filter((text) => /^http/.test(text ?? ""));
    const origin = new URL(value("SourceLocation")).origin;
    expect(addresses.length).toBeGreaterThan(10);
    for (const address of addresses) {
      const url = new URL(address);
      expect(url.protocol).toBe("https:");
      expect(url.origin).toBe(origin);
      if (url.pathname !== "/") expect([address, existsSync(path.join(DIST, url.pathname))]).toEqual([address, true]);
    }
  });

  test("the icons have the sizes they are declared with", () => {
    const icons = named("Image").filter((image) => image.attributes.size);
    expect([...new Set(icons.map((image) => image.attributes.size))].sort()).toEqual(["16", "32", "64", "80"]);
    for (const image of icons) {
      const size = Number(image.attributes.size);
      const file = new URL(resources.get(image.attributes.resid) as string).pathname;
      expect([file, ...pngSize(path.join(DIST, file))]).toEqual([file, size, size]);
    }
    expect(pngSize(path.join(DIST, new URL(value("IconUrl")).pathname))).toEqual([32, 32]);
    expect(pngSize(path.join(DIST, new URL(value("HighResolutionIconUrl")).pathname))).toEqual([64, 64]);
    expect(pngSize(path.join(DIST, "assets/icon-128.png"))).toEqual([128, 128]);
  });
});

describe("builds side by side", () => {
  const build = (origin: string, id?: string) => manifestFor(source, { origin, version: "1.2.3", id });
  const idOf = (text: string) => /<Id>(.*)<\/Id>/.exec(text)?.[1];

  test("for another origin has an id of its own, the same in every build; FT_ID sets it", () => {
    expect(idOf(build(SOURCE_ORIGIN))).toBe(idOf(source));
    // Python: uuid.uuid5(uuid.NAMESPACE_URL, "https://ft.example")
    expect(idOf(build("https://ft.example"))).toBe("50c00898-1656-5ec2-b7cd-152e28d0702d");
    const id = "0d9f1b3c-7f2e-4c55-9a3b-1c2d3e4f5a6b";
    expect(idOf(build("https://ft.example", id))).toBe(id);
    expect(idOf(build(SOURCE_ORIGIN, id))).toBe(id);
    expect(() => build("https://ft.example", "my-add-in")).toThrow(/FT_ID must be a UUID/);
  });
  test("names the version of package.json, so that Excel takes a new release for one", () => {
    expect(build(SOURCE_ORIGIN)).toContain("<Version>1.2.3.0</Version>");
  });
});

test("the pane's page loads office.js from Microsoft's CDN in its head, then the functions, under a strict policy", () => {
  const page = readFileSync(path.join(DIST, "taskpane.html"), "utf8");
  const head = page.slice(0, page.indexOf("</head>"));
  const scripts = [...page.matchAll(/<script[^>]*src="?([^\s">]+)/g)].map((match) => match[1]);
  expect(scripts[0]).toBe("https://appsforoffice.microsoft.com/lib/1/hosted/office.js");
  expect(scripts[1]).toBe("functions.js");
  // Its own code is new with the page, whatever a cache still holds.
  expect(scripts[2]).toMatch(/^taskpane\.[0-9a-f]{8}\.js$/);
  expect(head).toContain("functions.js");
  expect(page).not.toMatch(/<script(?![^>]*src=)[^>]*>/);
  const policy = /content="?(default-src[^"]+)/.exec(page)?.[1] ?? "";
  const scriptSources = /script-src([^;]*)/.exec(policy)?.[1] ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(scriptSources).not.toMatch(/unsafe/);
});
