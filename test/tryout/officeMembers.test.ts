import path from "node:path";
import ts from "typescript";
import { OBJECT_MODEL } from "../../src/tryout/office/objects/objectModel";

/*
 * Every member the browser workbook answers to is one that Excel documents: same class, same name, same kind. A member
 * invented here would let the add-in run in the browser workbook and fail in Excel.
 */

const DECLARATIONS = path.join(path.dirname(require.resolve("@types/office-js/package.json")), "index.d.ts");

interface Documented {
  readonly kind: "property" | "object" | "method" | "event";
  readonly isReadonly: boolean;
}

/** The classes of the Excel namespace, with their own members and those they inherit within it. */
function documentedClasses(): Map<string, Map<string, Documented>> {
  const source = ts.createSourceFile(DECLARATIONS, ts.sys.readFile(DECLARATIONS) ?? "", ts.ScriptTarget.Latest, true);
  const classes = new Map<string, Map<string, Documented>>();
  for (const statement of source.statements) {
    if (
      !ts.isModuleDeclaration(statement) ||
      statement.name.text !== "Excel" ||
      !statement.body ||
      !ts.isModuleBlock(statement.body)
    )
      continue;
    const names = new Set(statement.body.statements.filter(ts.isClassDeclaration).map((each) => each.name?.text));
    for (const each of statement.body.statements) {
      if (!ts.isClassDeclaration(each) || !each.name) continue;
      const members = classes.get(each.name.text) ?? new Map<string, Documented>();
      for (const member of each.members) {
        if (!member.name || !ts.isIdentifier(member.name)) continue;
        members.set(member.name.text, documented(member, names));
      }
      classes.set(each.name.text, members);
    }
  }
  return classes;
}

function documented(member: ts.ClassElement, classNames: Set<string | undefined>): Documented {
  if (ts.isMethodDeclaration(member)) return { kind: "method", isReadonly: true };
  const isReadonly = (ts.getCombinedModifierFlags(member) & ts.ModifierFlags.Readonly) !== 0;
  const type = ts.isPropertyDeclaration(member) ? (member.type?.getText() ?? "") : "";
  if (type.includes("EventHandlers<")) return { kind: "event", isReadonly };
  return { kind: classNames.has(type.replace(/^Excel\./, "")) ? "object" : "property", isReadonly };
}

const excel = documentedClasses();

it("finds the documented classes", () => {
  expect(excel.size).toBeGreaterThan(150);
  expect(excel.get("Range")?.get("values")).toEqual({ kind: "property", isReadonly: false });
  expect(excel.get("Range")?.get("format")).toEqual({ kind: "object", isReadonly: true });
  expect(excel.get("Range")?.get("address")).toEqual({ kind: "property", isReadonly: true });
  expect(excel.get("Worksheet")?.get("onChanged")).toEqual({ kind: "event", isReadonly: true });
});

/** The classes of which office.js itself asks for more than it documents. */
const ASKED_BY_THE_LIBRARY = ["Worksheet", "Range"];

describe.each([...OBJECT_MODEL])("%s", (className, members) => {
  const own = excel.get(className);

  it("is a class of Excel's", () => expect(own).toBeDefined());

  const declared: [string, Documented["kind"]][] = [
    ...Object.keys(members.get ?? {}).map((name): [string, Documented["kind"]] => [name, "property"]),
    ...Object.keys(members.objects ?? {}).map((name): [string, Documented["kind"]] => [name, "object"]),
    ...Object.keys(members.call ?? {}).map((name): [string, Documented["kind"]] => [name, "method"]),
    ...Object.keys(members.events ?? {}).map((name): [string, Documented["kind"]] => [name, "event"]),
  ];
  if (declared.length > 0) {
    it.each(declared)("%s is a documented %s", (name, kind) => expect(own?.get(name)?.kind).toBe(kind));
  }

  const settable = Object.keys(members.set ?? {});
  if (settable.length > 0) {
    it.each(settable)("%s can be set", (name) => expect(own?.get(name)?.isReadonly).toBe(false));
  }

  if (members.items) it("is a collection", () => expect(own?.get("items")).toBeDefined());

  if (!ASKED_BY_THE_LIBRARY.includes(className))
    it("answers to nothing that is not documented", () => expect(members.internal).toBeUndefined());
});
