/** Pictures of the calibration as SVG text: measured against estimated, and the error of rule beside rule. */
const SIZE = 300;
const MARGIN = { left: 62, right: 14, top: 34, bottom: 46 };
const COLOURS = ["#4e79a7", "#f28e2b", "#59a14f", "#e15759", "#76b7b2"];
const TEXT = 'font-family="system-ui, sans-serif" fill="#333"';

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const at = (value) => value.toFixed(1);
const label = (value) => (value >= 1000 ? `${value / 1000}k` : value >= 1 ? `${value}` : value.toPrecision(1));

/** One panel: each run a point, both axes logarithmic, the diagonal where the estimate is right, ±25 % beside it. */
function panel({ title, unit, points, publishers }, left) {
  const all = points.flatMap(({ measured, estimated }) => [measured, estimated]);
  const low = Math.floor(Math.log10(Math.min(...all)));
  const high = Math.ceil(Math.log10(Math.max(...all)));
  const x = (value) => left + MARGIN.left + ((Math.log10(value) - low) / (high - low)) * SIZE;
  const y = (value) => MARGIN.top + SIZE - ((Math.log10(value) - low) / (high - low)) * SIZE;
  const decades = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  const line = (factor, style) => {
    const [from, to] = factor >= 1 ? [10 ** low, 10 ** high / factor] : [10 ** low / factor, 10 ** high];
    return `<line x1="${at(x(from))}" y1="${at(y(from * factor))}" x2="${at(x(to))}" y2="${at(y(to * factor))}" ${style}/>`;
  };
  return [
    `<text x="${left + MARGIN.left}" y="20" font-size="14" font-weight="600" ${TEXT}>${escape(title)}</text>`,
    `<rect x="${left + MARGIN.left}" y="${MARGIN.top}" width="${SIZE}" height="${SIZE}" fill="#fff" stroke="#bbb"/>`,
    ...decades.flatMap((value) => [
      `<line x1="${at(x(value))}" y1="${MARGIN.top}" x2="${at(x(value))}" y2="${MARGIN.top + SIZE}" stroke="#eee"/>`,
      `<line x1="${left + MARGIN.left}" y1="${at(y(value))}" x2="${left + MARGIN.left + SIZE}" y2="${at(y(value))}" stroke="#eee"/>`,
      `<text x="${at(x(value))}" y="${MARGIN.top + SIZE + 16}" font-size="11" text-anchor="middle" ${TEXT}>${label(value)}</text>`,
      `<text x="${left + MARGIN.left - 6}" y="${at(y(value) + 4)}" font-size="11" text-anchor="end" ${TEXT}>${label(value)}</text>`,
    ]),
    line(1, 'stroke="#333"'),
    line(1.25, 'stroke="#999" stroke-dasharray="4 3"'),
    line(0.8, 'stroke="#999" stroke-dasharray="4 3"'),
    ...points.map(
      ({ measured, estimated, publisher }) =>
        `<circle cx="${at(x(measured))}" cy="${at(y(estimated))}" r="2.4" fill="${COLOURS[publishers.indexOf(publisher)]}" fill-opacity="0.6"/>`,
    ),
    `<text x="${left + MARGIN.left + SIZE / 2}" y="${MARGIN.top + SIZE + 36}" font-size="12" text-anchor="middle" ${TEXT}>measured, ${escape(unit)}</text>`,
    `<text x="${left + 16}" y="${MARGIN.top + SIZE / 2}" font-size="12" text-anchor="middle" transform="rotate(-90 ${left + 16} ${MARGIN.top + SIZE / 2})" ${TEXT}>estimated without its publisher</text>`,
    ...publishers.map(
      (publisher, i) =>
        `<circle cx="${left + MARGIN.left + 12}" cy="${MARGIN.top + 14 + 16 * i}" r="4" fill="${COLOURS[i]}"/>` +
        `<text x="${left + MARGIN.left + 22}" y="${MARGIN.top + 18 + 16 * i}" font-size="11" ${TEXT}>${escape(publisher)}</text>`,
    ),
  ].join("\n");
}

function scatterPicture(panels) {
  const width = MARGIN.left + SIZE + MARGIN.right;
  const height = MARGIN.top + SIZE + MARGIN.bottom;
  return svg(
    width * panels.length,
    height,
    panels.map((one, i) => panel(one, i * width)),
  );
}

const BAR = 20;
/** Errors above this share are drawn to the edge with their number. */
const LONGEST = 1;

/** Bars: the median held-out error of each rule, estimator by estimator. */
function barPicture(groups) {
  const left = 330;
  const length = 380;
  let top = 10;
  const parts = [];
  for (const { title, bars } of groups) {
    parts.push(`<text x="10" y="${top + 14}" font-size="14" font-weight="600" ${TEXT}>${escape(title)}</text>`);
    top += 22;
    bars.forEach(({ name, error }, i) => {
      const share = Math.min(error, LONGEST) / LONGEST;
      parts.push(
        `<text x="${left - 8}" y="${top + 14}" font-size="12" text-anchor="end" ${TEXT}>${escape(name)}</text>`,
        `<rect x="${left}" y="${top + 3}" width="${at(share * length)}" height="${BAR - 6}" fill="${i === 0 ? COLOURS[0] : "#bbb"}"/>`,
        `<text x="${at(left + share * length + 6)}" y="${top + 14}" font-size="12" ${TEXT}>${(error * 100).toFixed(0)} %</text>`,
      );
      top += BAR;
    });
    top += 12;
  }
  return svg(left + length + 60, top, parts);
}

const svg = (width, height, parts) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">\n` +
  `<rect width="${width}" height="${height}" fill="#fff"/>\n${parts.join("\n")}\n</svg>\n`;

module.exports = { scatterPicture, barPicture };
