import { text } from "../arguments";
import type { HostObject } from "../members";
import { type BookTarget, type MembersOf, object, required } from "./targets";

/* Settings of the add-in that are kept in the workbook: the same ones as of the older interface, values as JSON. */

export const settingCollection: MembersOf<"SettingCollection", Excel.SettingCollection> = {
  call: {
    add: ({ book }, key, value) => {
      const target = { book, key: text(key) };
      book.saveDocumentSettings({ ...book.documentSettings, [target.key]: JSON.stringify(value ?? null) });
      return object("Setting", target);
    },
    getCount: ({ book }) => Object.keys(book.documentSettings).length,
    getItem: (target, key) => required(found(target, key)),
    getItemOrNullObject: found,
  },
};

export const setting: MembersOf<"Setting", Excel.Setting> = {
  get: { key: ({ key }) => key, value: ({ book, key }) => JSON.parse(required(book.documentSettings[key])) as unknown },
  call: {
    delete: ({ book, key }) => {
      book.saveDocumentSettings(Object.fromEntries(Object.entries(book.documentSettings).filter(([name]) => name !== key)));
    },
  },
};

function found({ book }: BookTarget, key: unknown): HostObject | null {
  return Object.hasOwn(book.documentSettings, text(key)) ? object("Setting", { book, key: text(key) }) : null;
}
