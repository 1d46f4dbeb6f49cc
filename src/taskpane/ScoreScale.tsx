import { SCORE_RANGE, VERDICTS } from "../engine/decision";

const WIDTH = 288;
const BAR_TOP = 22;
const BAR_HEIGHT = 16;
const { least, most } = SCORE_RANGE;

/** Whole scores stand in the middle of their step, so that the edges between verdicts fall between two scores. */
const x = (score: number): number => ((score - least + 0.5) / (most - least + 1)) * WIDTH;

const BANDS = [...VERDICTS].reverse().map(({ verdict, least: from }, i, bands) => ({
  verdict,
  from: Math.max(from, least),
  to: i + 1 < bands.length ? bands[i + 1].least - 1 : most,
}));

/** Where the score falls on the scale from "use the API" to "fine-tune". */
export function ScoreScale({ score }: { score: number }) {
  const at = x(score);
  const band = BANDS.find(({ from, to }) => score >= from && score <= to);
  const anchor = at < 40 ? "start" : at > WIDTH - 40 ? "end" : "middle";
  return (
    <figure className="scale">
      <svg
        viewBox={`0 0 ${WIDTH} 58`}
        role="img"
        aria-label={`Score ${score} on a scale from ${least} (use the API) to ${most} (fine-tune): ${band?.verdict ?? ""}`}
      >
        {BANDS.map(({ verdict, from, to }, i) => (
          <rect
            key={verdict}
            className={verdict === band?.verdict ? "band here" : "band"}
            data-band={i}
            x={x(from - 0.5)}
            y={BAR_TOP}
            width={x(to + 0.5) - x(from - 0.5)}
            height={BAR_HEIGHT}
          >
            <title>{`${verdict}: ${from} to ${to}`}</title>
          </rect>
        ))}
        <path className="pointer" d={`M${at - 6},${BAR_TOP - 8}h12l-6,8z`} />
        <text className="score" x={at} y={BAR_TOP - 11} textAnchor={anchor}>
          {score > 0 ? `+${score}` : score}
        </text>
        <text x={0} y={54}>
          Use the API ({least})
        </text>
        <text x={WIDTH} y={54} textAnchor="end">
          Fine-tune (+{most})
        </text>
      </svg>
    </figure>
  );
}
