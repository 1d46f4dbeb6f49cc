import { registries } from "@odoo/o-spreadsheet";
import type { WorkbookFiles } from "./workbookFiles";

/* Where the commands for files stand: in the grid's File menu, as buttons in the bar, and on the keys that they have in Excel. */

/** Must run before the grid is mounted. */
export function addFileMenu(files: Partial<WorkbookFiles>): void {
  const menu = registries.topbarMenuRegistry;
  const items: [name: keyof WorkbookFiles, label: string, keys?: string][] = [
    ["open", "Open…", "Ctrl+O"],
    ["download", "Download (.xlsx)", "Ctrl+S"],
    ["downloadCsv", "CSV of this sheet"],
    ["startOver", "Start over…"],
  ];
  items.forEach(([command, name, description], i) =>
    menu.addChild(`ft_${command}`, ["file"], {
      name,
      description,
      sequence: 10 + i,
      separator: i === items.length - 1,
      isEnabledOnLockedSheet: true,
      execute: () => files[command]?.(),
    }),
  );
}

export function showFileButtons(container: HTMLElement, files: WorkbookFiles): void {
  const commands: [label: string, run: () => void, title: string][] = [
    ["Open", files.open, "Open an Excel workbook (.xlsx) in place of these sheets (Ctrl+O)"],
    ["Download", files.download, "Download these sheets as an Excel workbook (Ctrl+S)"],
  ];
  for (const [label, run, title] of commands) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.title = title;
    button.addEventListener("click", run);
    container.append(button);
  }
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
    const run = { s: files.download, o: files.open }[event.key.toLowerCase()];
    if (!run) return;
    event.preventDefault();
    run();
  });
}
