/*
 * The add-in's part of the ribbon, as manifest.xml describes it: the workbook shows the group, button, icon and tip
 * that Excel would, read from the built manifest.
 */

export interface ManifestButton {
  readonly groupLabel: string;
  readonly label: string;
  readonly tipTitle: string;
  readonly tipText: string;
  /** Icons by their size in pixels. */
  readonly icons: ReadonlyMap<number, string>;
  readonly displayName: string;
  readonly addInId: string;
}

/** The one button of the manifest's command surface. */
export function readButton(manifest: string, baseUrl: string): ManifestButton {
  const xml = new DOMParser().parseFromString(manifest, "application/xml");
  const parseError = xml.querySelector("parsererror");
  if (parseError) throw new Error(`manifest.xml cannot be read: ${parseError.textContent}`);
  const all = (parent: Document | Element, name: string) => [...parent.getElementsByTagNameNS("*", name)];
  const only = (parent: Document | Element, name: string): Element => {
    const [found] = all(parent, name);
    if (!found) throw new Error(`manifest.xml has no ${name}`);
    return found;
  };
  const resource = (element: Element): string => {
    const id = element.getAttribute("resid");
    const definition = [...all(xml, "String"), ...all(xml, "Url"), ...all(xml, "Image")].find(
      (each) => each.getAttribute("id") === id,
    );
    const value = definition?.getAttribute("DefaultValue");
    if (!value) throw new Error(`manifest.xml has no resource ${id}`);
    return value;
  };
  const childText = (parent: Element, name: string): string => {
    const child = [...parent.children].find((each) => each.localName === name);
    if (!child) throw new Error(`manifest.xml: ${parent.localName} has no ${name}`);
    return resource(child);
  };
  const group = only(xml, "Group");
  const button = only(group, "Control");
  const tip = only(button, "Supertip");
  const icons = all(button, "Image").map((image): [number, string] => [
    Number(image.getAttribute("size")),
    // The manifest names the place the add-in is released at; here the same files come from the workbook's own server.
    new URL(new URL(resource(image)).pathname.slice(1), baseUrl).href,
  ]);
  return {
    groupLabel: childText(group, "Label"),
    label: childText(button, "Label"),
    tipTitle: childText(tip, "Title"),
    tipText: childText(tip, "Description"),
    icons: new Map(icons),
    displayName: only(xml, "DisplayName").getAttribute("DefaultValue") ?? "",
    addInId: (only(xml, "Id").textContent ?? "").trim(),
  };
}

/** The button in the bar; pressed while the pane is shown. */
export function showButton(
  container: HTMLElement,
  button: ManifestButton,
  onClick: () => void,
): { setPressed(isPressed: boolean): void; focus(): void } {
  const group = document.createElement("div");
  group.className = "ft-ribbon-group";
  group.setAttribute("role", "toolbar");
  group.setAttribute("aria-label", button.groupLabel);
  const element = document.createElement("button");
  element.type = "button";
  element.className = "ft-ribbon-button";
  element.setAttribute("aria-describedby", "ft-ribbon-tip");
  element.addEventListener("click", onClick);
  const icon = document.createElement("img");
  icon.alt = "";
  icon.width = icon.height = 20;
  icon.src = button.icons.get(32) ?? [...button.icons.values()][0] ?? "";
  const label = document.createElement("span");
  label.textContent = button.label;
  element.append(icon, label);
  const tip = document.createElement("div");
  tip.id = "ft-ribbon-tip";
  tip.className = "ft-ribbon-tip";
  tip.setAttribute("role", "tooltip");
  const title = document.createElement("strong");
  title.textContent = button.tipTitle;
  const text = document.createElement("span");
  text.textContent = button.tipText;
  tip.append(title, text);
  group.append(element, tip);
  container.append(group);
  return {
    setPressed: (isPressed) => element.setAttribute("aria-pressed", String(isPressed)),
    focus: () => element.focus(),
  };
}
