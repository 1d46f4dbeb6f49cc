import type { WorkbookData } from "./readWorkbook";

/*
 * The sheets kept in this browser, from one visit to the next: they are sent nowhere. One window at a time keeps them, so that
 * two windows do not overwrite each other's.
 */

export interface KeptWorkbook {
  readonly data: WorkbookData;
  /** Of the file that it was opened from. */
  readonly fileName?: string;
  /** What is to be said when it is shown next. */
  readonly notice?: string;
}

const DATABASE = "ft-workbook";
const STORE = "workbooks";
const CURRENT = "current";

function request<Result>(work: (store: IDBObjectStore) => IDBRequest<Result>, mode: IDBTransactionMode): Promise<Result> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error ?? new Error("the browser keeps nothing for this page"));
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(STORE, mode);
      const asked = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        database.close();
        resolve(asked.result);
      };
      transaction.onabort = () => {
        database.close();
        reject(transaction.error ?? new Error("the browser did not keep the sheets"));
      };
    };
  });
}

export const keep = async (kept: KeptWorkbook): Promise<void> => {
  await request((store) => store.put(kept, CURRENT), "readwrite");
};
export const forget = async (): Promise<void> => {
  await request((store) => store.delete(CURRENT), "readwrite");
};
export const kept = (): Promise<KeptWorkbook | undefined> =>
  request<KeptWorkbook | undefined>((store) => store.get(CURRENT) as IDBRequest<KeptWorkbook | undefined>, "readonly");

/** Whether this window is the one that keeps; it stays so until it is closed. */
export function isTheKeepingWindow(): Promise<boolean> {
  return new Promise((resolve) => {
    void navigator.locks.request(DATABASE, { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock ? new Promise(() => undefined) : undefined;
    });
  });
}
