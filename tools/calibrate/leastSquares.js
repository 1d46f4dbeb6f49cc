/**
 * The point where the weighted errors are least, by Levenberg and Marquardt's method with the weights of a robust loss renewed
 * in every step: an error counts by its square up to `tolerated` and by its size beyond. It takes no random number, and a
 * tenth of the evaluations that a simplex needs where there are many constants.
 * <https://en.wikipedia.org/wiki/Levenberg%E2%80%93Marquardt_algorithm>
 */
const STEP = 1e-4;
const MOST_ROUNDS = 40;
const CONVERGED = 1e-7;

/** The solution of a symmetric system by elimination with pivots. */
function solve(matrix, right) {
  const size = right.length;
  const rows = matrix.map((row, i) => [...row, right[i]]);
  for (let column = 0; column < size; column++) {
    let best = column;
    for (let i = column + 1; i < size; i++) if (Math.abs(rows[i][column]) > Math.abs(rows[best][column])) best = i;
    [rows[column], rows[best]] = [rows[best], rows[column]];
    for (let i = column + 1; i < size; i++) {
      const factor = rows[i][column] / rows[column][column];
      for (let j = column; j <= size; j++) rows[i][j] -= factor * rows[column][j];
    }
  }
  const solution = new Array(size).fill(0);
  for (let i = size - 1; i >= 0; i--) {
    let rest = rows[i][size];
    for (let j = i + 1; j < size; j++) rest -= rows[i][j] * solution[j];
    solution[i] = rest / rows[i][i];
  }
  return solution;
}

/**
 * @param residuals Errors at a point, each with its weight, in the same order at every point.
 * @param start Where to begin: the expected values.
 * @param held What the square of a constant's distance from there costs.
 */
function leastSquares({ residuals, start, held, tolerated }) {
  const size = start.length;
  const lossOf = (point, errors) => {
    let loss = 0;
    for (const { off, weight } of errors) loss += weight * (Math.hypot(off, tolerated) - tolerated);
    for (let i = 0; i < size; i++) loss += held[i] * (point[i] - start[i]) ** 2;
    return loss;
  };
  let point = start;
  let errors = residuals(point);
  let loss = lossOf(point, errors);
  let damping = 1e-2;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const slopes = point.map((value, i) => {
      const there = residuals(point.map((other, j) => (j === i ? value + STEP : other)));
      return there.map(({ off }, k) => (off - errors[k].off) / STEP);
    });
    const weights = errors.map(({ off, weight }) => weight / Math.hypot(off, tolerated));
    const matrix = Array.from({ length: size }, () => new Array(size).fill(0));
    const right = new Array(size).fill(0);
    for (let i = 0; i < size; i++) {
      for (let k = 0; k < errors.length; k++) right[i] -= weights[k] * slopes[i][k] * errors[k].off;
      right[i] -= 2 * held[i] * (point[i] - start[i]);
      for (let j = 0; j <= i; j++) {
        let product = 0;
        for (let k = 0; k < errors.length; k++) product += weights[k] * slopes[i][k] * slopes[j][k];
        matrix[i][j] = matrix[j][i] = product;
      }
      matrix[i][i] += 2 * held[i];
    }
    let better = false;
    for (let tries = 0; tries < 8 && !better; tries++) {
      const damped = matrix.map((row, i) => row.map((value, j) => (i === j ? value * (1 + damping) : value)));
      const moved = solve(damped, right).map((value, i) => point[i] + Math.max(-0.7, Math.min(0.7, value)));
      const movedErrors = residuals(moved);
      const movedLoss = lossOf(moved, movedErrors);
      better = movedLoss < loss;
      if (better) {
        const gain = loss - movedLoss;
        [point, errors, loss] = [moved, movedErrors, movedLoss];
        damping = Math.max(1e-6, damping / 3);
        if (gain < CONVERGED * loss) return point;
      } else damping *= 4;
    }
    if (!better) return point;
  }
  return point;
}

module.exports = { leastSquares };
