/**
 * Serves the built files for the browser workbook, and in place of Microsoft's CDN the unmodified office.js of the npm
 * package. One port takes both https, which office.js insists on, and plain http, which is enough for grid and functions.
 */
import { readFile } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import { createRequire } from "node:module";
import net from "node:net";
import path from "node:path";
import { fileURLToPath } from "node:url";
import sirv from "sirv";
import { devCertificate } from "./devCertificate.mjs";

export const DIST = path.resolve(process.env.FT_DIST ?? fileURLToPath(new URL("../dist", import.meta.url)));

const OFFICE_JS = path.join(path.dirname(createRequire(import.meta.url).resolve("@microsoft/office-js/package.json")), "dist");
const OFFICE_JS_PATH = "/office-js/";
/** The tag of the pane's page. Excel loads it as it is; the browser workbook asks for the page with this query. */
const CDN_SCRIPT = "https://appsforoffice.microsoft.com/lib/1/hosted/office.js";
const LOCAL_OFFICE_QUERY = "office-js";

/** The first byte of a TLS connection; no request of plain http begins with it. */
const TLS_HANDSHAKE = 0x16;

/**
 * @param {{ port?: number }} options port 0 takes any free one
 * @returns {Promise<{ url: string, plainUrl: string, isTrusted: () => boolean, spkiHash: string, close: () => Promise<void> }>}
 */
export async function serveWorkbook({ port = 0 } = {}) {
  const { cert, key, isTrusted, spkiHash } = await devCertificate();
  const handle = requestHandler();
  const plain = http.createServer(handle);
  const secure = https.createServer({ cert, key }, handle);
  const sockets = new Set();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.once("data", (first) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const { port: taken } = server.address();
  return {
    url: `https://localhost:${taken}/`,
    plainUrl: `http://localhost:${taken}/`,
    isTrusted,
    spkiHash,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function requestHandler() {
  const built = sirv(DIST, { dev: true });
  const officeJs = sirv(OFFICE_JS, { dev: true });
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "https://localhost");
    const notFound = () => {
      response.statusCode = 404;
      response.end("not found");
    };
    if (pathname.startsWith(OFFICE_JS_PATH)) {
      request.url = pathname.slice(OFFICE_JS_PATH.length - 1);
      officeJs(request, response, notFound);
    } else if (pathname === "/taskpane.html" && searchParams.has(LOCAL_OFFICE_QUERY)) {
      servePane(response).catch(notFound);
    } else built(request, response, notFound);
  };
}

/** The pane's page with office.js from here instead of from the CDN: in this copy only, the built file stays as it is. */
async function servePane(response) {
  const page = await readFile(path.join(DIST, "taskpane.html"), "utf8");
  if (!page.includes(CDN_SCRIPT)) throw new Error(`taskpane.html does not load ${CDN_SCRIPT}`);
  response.setHeader("Content-Type", "text/html;charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(page.replace(CDN_SCRIPT, `${OFFICE_JS_PATH}office.js`));
}
