/**
 * The point where `loss` is least, by Nelder and Mead's simplex, restarted with smaller steps. It takes no random
 * number: the same data give the same constants to the last bit.
 * <https://en.wikipedia.org/wiki/Nelder%E2%80%93Mead_method>
 */
function minimize(loss, start, { step = 0.3, restarts = 3, iterations = 1000 } = {}) {
  let point = start;
  for (let round = 0; round < restarts; round++) point = descend(loss, point, step / (round + 1), iterations);
  return point;
}

const CONVERGED = 1e-10;

function descend(loss, start, step, iterations) {
  const size = start.length;
  let corners = [start, ...start.map((_, i) => start.map((value, j) => (i === j ? value + step : value)))].map((at) => ({
    at,
    loss: loss(at),
  }));
  for (let i = 0; i < iterations; i++) {
    corners.sort((a, b) => a.loss - b.loss);
    const [best, worst] = [corners[0], corners[size]];
    if (worst.loss - best.loss < CONVERGED) break;
    const centre = best.at.map((_, j) => corners.slice(0, size).reduce((sum, corner) => sum + corner.at[j], 0) / size);
    const along = (factor) => {
      const at = centre.map((value, j) => value + factor * (worst.at[j] - value));
      return { at, loss: loss(at) };
    };
    const reflected = along(-1);
    if (reflected.loss < best.loss) {
      const expanded = along(-2);
      corners[size] = expanded.loss < reflected.loss ? expanded : reflected;
    } else if (reflected.loss < corners[size - 1].loss) {
      corners[size] = reflected;
    } else {
      const contracted = along(reflected.loss < worst.loss ? -0.5 : 0.5);
      if (contracted.loss < Math.min(reflected.loss, worst.loss)) corners[size] = contracted;
      else {
        corners = corners.map((corner) => {
          const at = corner.at.map((value, j) => best.at[j] + (value - best.at[j]) / 2);
          return { at, loss: loss(at) };
        });
      }
    }
  }
  return corners.sort((a, b) => a.loss - b.loss)[0].at;
}

module.exports = { minimize };
