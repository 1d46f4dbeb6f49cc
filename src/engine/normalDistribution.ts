import { requireProperFraction } from "./requirements";

/** A ratio of two polynomials, coefficients from the highest power down. */
interface Ratio {
  numerator: readonly number[];
  denominator: readonly number[];
}

/*
 * Wichura, M. J. (1988), Algorithm AS 241: The Percentage Points of the Normal Distribution (PPND16), Applied Statistics 37 (3),
 * 477-484, doi:10.2307/2347330. Relative accuracy about 1e-16. One ratio for the middle, one for the tails, one for the far
 * tails; the printed coefficients, each as the double nearest to it.
 */
const MIDDLE: Ratio = {
  numerator: [
    2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
    133.14166789178438, 3.3871328727963665,
  ],
  denominator: [
    5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
    42.31333070160091, 1,
  ],
};
const TAIL: Ratio = {
  numerator: [
    0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045, 5.769497221460691,
    4.630337846156546, 1.4234371107496835,
  ],
  denominator: [
    1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851, 1.6763848301838038,
    2.053191626637759, 1,
  ],
};
const FAR_TAIL: Ratio = {
  numerator: [
    2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
    1.7848265399172913, 5.463784911164114, 6.657904643501103,
  ],
  denominator: [
    2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
    0.1369298809227358, 0.599832206555888, 1,
  ],
};
const HALF_MIDDLE = 0.425;
const FAR_TAIL_FROM = 5;

const polynomial = (coefficients: readonly number[], x: number): number => coefficients.reduce((sum, next) => sum * x + next, 0);

const ratioAt = ({ numerator, denominator }: Ratio, x: number): number => polynomial(numerator, x) / polynomial(denominator, x);

/**
 * The number of standard deviations below which a share `probability` of a normal distribution lies: 0.975 gives 1.96.
 * <https://en.wikipedia.org/wiki/Quantile_function>. For the upper tail use its symmetry, `-normalQuantile(1 - p)`: near 1
 * a double no longer tells probabilities apart, near 0 it does.
 */
export function normalQuantile(probability: number): number {
  const fromCentre = requireProperFraction("probability", probability) - 0.5;
  if (Math.abs(fromCentre) <= HALF_MIDDLE) {
    return fromCentre * ratioAt(MIDDLE, HALF_MIDDLE * HALF_MIDDLE - fromCentre * fromCentre);
  }
  const distance = Math.sqrt(-Math.log(Math.min(probability, 1 - probability)));
  const quantile = distance <= FAR_TAIL_FROM ? ratioAt(TAIL, distance - 1.6) : ratioAt(FAR_TAIL, distance - FAR_TAIL_FROM);
  return fromCentre < 0 ? -quantile : quantile;
}
