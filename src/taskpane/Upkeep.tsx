import { Button, Link, MessageBar, MessageBarActions, MessageBarBody } from "@fluentui/react-components";
import { useEffect, useState } from "react";
import packageFile from "../../package.json";
import { lastVersion, recalculateAll } from "../workbook/excelWorkbook";
import { useInsertion } from "./insertion";

async function loadSelfTest() {
  const { selfTestSheet } = await import(/* webpackChunkName: "self-test" */ "../workbook/selfTest/selfTestSheet");
  return selfTestSheet(packageFile.version);
}

/** Says when another version wrote this workbook, calculates it anew, and inserts the self-test. */
export function Upkeep() {
  const { insert, report, confirm } = useInsertion();
  const [writtenBy, setWrittenBy] = useState<string>();
  const [state, setState] = useState<"" | "Calculating…">("");
  useEffect(() => {
    // Without a workbook there is nothing to compare; whatever is wrong shows when something is written.
    lastVersion().then(setWrittenBy, () => undefined);
  }, []);
  const differs = writtenBy !== undefined && writtenBy !== packageFile.version;
  const recalculate = async () => {
    setState("Calculating…");
    try {
      await recalculateAll();
      setWrittenBy(packageFile.version);
      confirm("Calculated", "Every FT cell of this workbook is up to date.");
    } catch (error) {
      report(error);
    } finally {
      setState("");
    }
  };
  const insertSelfTest = async () => {
    try {
      await insert(await loadSelfTest(), { kind: "newSheet" });
    } catch (error) {
      report(error);
    }
  };
  return (
    <section aria-label="Upkeep">
      {differs && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            FT {writtenBy} wrote this workbook, and this is FT {packageFile.version}: cells may still show what that one computed.
          </MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={() => void recalculate()}>
              Recalculate all FT cells
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      <p className="quiet">
        {!differs && (
          <>
            Cells that show #NAME?:{" "}
            <Link inline onClick={() => void recalculate()}>
              Recalculate all FT cells
            </Link>
            .{" "}
          </>
        )}
        Is FT right in this Excel?{" "}
        <Link inline onClick={() => void insertSelfTest()}>
          Insert the self-test
        </Link>
        . <span role="status">{state}</span>
      </p>
    </section>
  );
}
