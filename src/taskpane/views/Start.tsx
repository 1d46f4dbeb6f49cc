import { Button, Link } from "@fluentui/react-components";
import packageFile from "../../../package.json";
import { useInsertion } from "../insertion";
import { Upkeep } from "../Upkeep";
import { useLoaded } from "../useLoaded";
import type { ViewProps } from "./view";

const EXAMPLE = "support";

async function loadExample() {
  const { exampleBlock } = await import(/* webpackChunkName: "example" */ "../example");
  return exampleBlock(EXAMPLE);
}

async function loadPriceDates() {
  const { priceDates } = await import(/* webpackChunkName: "dates" */ "../priceDates");
  return priceDates();
}

/** What to do first, and how old the figures are. */
export function Start({ open }: ViewProps) {
  const { insert, report } = useInsertion();
  const dates = useLoaded(loadPriceDates);
  const insertExample = async () => {
    try {
      await insert(await loadExample(), { kind: "newSheet" });
    } catch (error) {
      report(error);
    }
  };
  return (
    <>
      <h1>Does fine-tuning pay?</h1>
      <p>FT compares staying on an API with fine-tuning and hosting a model of your own, in live formulas.</p>
      <ol className="steps">
        <li>
          <h2>Make your business case</h2>
          <p>Your bill and a few first guesses give a verdict; a workbook of ten sheets shows its working.</p>
          <Button appearance="primary" onClick={() => open("case")}>
            Start a business case
          </Button>
        </li>
        <li>
          <h2>Insert an example</h2>
          <p>A support team with 50,000 requests a day, on a sheet of its own.</p>
          <Button onClick={() => void insertExample()}>Insert an example</Button>
        </li>
        <li>
          <h2>Change the blue cells</h2>
          <p>Put in your own traffic, prices and hours; every result follows. Current prices are under Presets.</p>
          <Button onClick={() => open("presets")}>Look up prices</Button>
        </li>
        <li>
          <h2>Ask what decides</h2>
          <p>Eight answers give a score, its reasons, and what would change the verdict.</p>
          <Button onClick={() => open("decide")}>Answer the questions</Button>
        </li>
      </ol>
      <p>
        In any cell, type <code>=FT.</code> to see every function, or look under{" "}
        <Link inline onClick={() => open("functions")}>
          Functions
        </Link>
        .
      </p>
      <Upkeep />
      <footer className="quiet">
        <p>
          FT {packageFile.version}.{" "}
          {dates.state === "ready" &&
            `API prices checked on ${dates.value.api}, GPU prices up to ${dates.value.gpu}; money is in the workbook's currency.`}
          {dates.state === "failed" && "The dates of the prices could not be loaded."}
        </p>
      </footer>
    </>
  );
}
