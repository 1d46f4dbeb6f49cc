/** Serves the built files for the browser workbook. */
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import sirv from "sirv";

export const DIST = path.resolve(process.env.FT_DIST ?? fileURLToPath(new URL("../dist", import.meta.url)));

/**
 * @param {{ port?: number }} options port 0 takes any free one
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveWorkbook({ port = 0 } = {}) {
  const files = sirv(DIST, { dev: true });
  const server = createServer((request, response) => {
    files(request, response, () => {
      response.statusCode = 404;
      response.end("not found");
    });
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  return {
    url: `http://localhost:${server.address().port}/`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
