import { FileRefused } from "./fileRefused";
import type { Parts } from "./zipPackage";

/* The XML of a workbook's parts: read, looked through and written again. */

export const SHEET_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

/** The prefixes that the grid looks for, whatever the program that wrote the file has called them. */
const PREFIXES: Readonly<Record<string, string>> = {
  [SHEET_NAMESPACE]: "",
  "http://schemas.openxmlformats.org/drawingml/2006/chart": "c:",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
  "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing": "xdr:",
};

export interface Relationship {
  readonly id: string;
  readonly type: string;
  /** The path of the part it leads to. */
  readonly path: string;
}

/** A part as a document; a file with one that cannot be read is damaged. */
export function readXml(fileName: string, path: string, text: string): Document {
  const document = new DOMParser().parseFromString(text, "application/xml");
  if (document.getElementsByTagName("parsererror").length > 0)
    throw new FileRefused(`${fileName} is damaged: its part ${path} cannot be read.`);
  return document;
}

/** A part that was made here and is known to be sound. */
export const ownXml = (text: string): Document => new DOMParser().parseFromString(text, "application/xml");

export const xmlText = (document: Document): string =>
  `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${new XMLSerializer().serializeToString(document.documentElement)}`;

export const elements = (parent: Document | Element, name: string): Element[] => [...parent.getElementsByTagNameNS("*", name)];
export const element = (parent: Document | Element, name: string): Element | undefined =>
  parent.getElementsByTagNameNS("*", name)[0];
export const childElement = (parent: Element, name: string): Element | undefined =>
  [...parent.children].find(({ localName }) => localName === name);

/** An attribute in the namespace of relationships, as r:id. */
export const linkId = (link: Element, name = "id"): string | null => link.getAttributeNS(OFFICE, name);

export const relationshipsPath = (path: string): string => path.replace(/([^/]*)$/, "_rels/$1.rels");

/** Where a part leads to, in the package. */
export function relationshipsOf(fileName: string, parts: Parts, path: string): Relationship[] {
  const text = parts.get(relationshipsPath(path));
  if (text === undefined) return [];
  return elements(readXml(fileName, relationshipsPath(path), text), "Relationship")
    .filter((each) => each.getAttribute("TargetMode") !== "External")
    .map((each) => ({
      id: each.getAttribute("Id") ?? "",
      type: (each.getAttribute("Type") ?? "").replace(/^.*\//, ""),
      path: resolved(path, each.getAttribute("Target") ?? ""),
    }));
}

function resolved(from: string, target: string): string {
  return decodeURI(new URL(target, `package:///${from}`).pathname).replace(/^\/+/, "");
}

/** Adds a relationship to a part of ours, and gives its id. */
export function addRelationship(parts: Parts, from: string, type: string, target: string): string {
  const path = relationshipsPath(from);
  const document = ownXml(parts.get(path) ?? `<Relationships xmlns="${PACKAGE}"/>`);
  const id = `rIdFt${document.documentElement.children.length + 1}`;
  const added = document.createElementNS(PACKAGE, "Relationship");
  for (const [name, value] of Object.entries({ Id: id, Type: `${OFFICE}/${type}`, Target: target }))
    added.setAttribute(name, value);
  document.documentElement.append(added);
  parts.set(path, xmlText(document));
  return id;
}

/** Says what a part is, by its path, or every part whose name ends so. */
export function addContentType(parts: Parts, pathOrExtension: string, type: string): void {
  const path = "[Content_Types].xml";
  const document = ownXml(parts.get(path) ?? "");
  const isPath = pathOrExtension.includes("/");
  const known = elements(document, "Default").some((each) => each.getAttribute("Extension") === pathOrExtension);
  if (known) return;
  const entry = document.createElementNS(document.documentElement.namespaceURI, isPath ? "Override" : "Default");
  entry.setAttribute(isPath ? "PartName" : "Extension", isPath ? `/${pathOrExtension}` : pathOrExtension);
  entry.setAttribute("ContentType", type);
  if (isPath) document.documentElement.append(entry);
  else document.documentElement.prepend(entry);
  parts.set(path, xmlText(document));
}

export function setLinkId(link: Element, id: string): void {
  link.setAttributeNS(OFFICE, "r:id", id);
}

/** The same document with the prefixes that the grid looks for. */
export function withKnownPrefixes(document: Document): Document {
  const root = document.documentElement;
  const known = PREFIXES[root.namespaceURI ?? ""];
  if (known === undefined || known + root.localName === root.tagName) return document;
  const copy = window.document.implementation.createDocument(null, null);
  const renamed = (from: Element): Element => {
    const prefix = PREFIXES[from.namespaceURI ?? ""] ?? (from.prefix ? `${from.prefix}:` : "");
    const to = copy.createElementNS(from.namespaceURI, prefix + from.localName);
    for (const attribute of from.attributes) {
      if (attribute.namespaceURI === OFFICE) to.setAttributeNS(OFFICE, `r:${attribute.localName}`, attribute.value);
      else if (!attribute.name.startsWith("xmlns")) to.setAttributeNS(attribute.namespaceURI, attribute.name, attribute.value);
    }
    for (const child of from.childNodes) {
      if (child instanceof Element) to.append(renamed(child));
      else if (child.nodeType === Node.TEXT_NODE) to.append(copy.createTextNode(child.textContent ?? ""));
    }
    return to;
  };
  copy.append(renamed(root));
  return copy;
}
