/**
 * Serves the built files for the browser workbook, and in place of Microsoft's CDN the unmodified office.js of the npm
 * package. One port takes both https, which office.js insists on, and plain http, which is enough for grid and functions.
 */
const { readFile } = require("node:fs/promises");
const http = require("node:http");
const https = require("node:https");
const net = require("node:net");
const path = require("node:path");
const sirv = require("sirv");
const { devCertificate } = require("./devCertificate.js");

const DIST = path.resolve(process.env.FT_DIST ?? path.join(__dirname, "../dist"));

const OFFICE_JS = path.join(path.dirname(require.resolve("@microsoft/office-js/package.json")), "dist");
/** The path of Microsoft's CDN, so that its names can also be led here. */
const OFFICE_JS_PATH = "/lib/1/hosted/";
/** The tag of the pane's page. Excel loads it as it is; the browser workbook asks for the page with this query. */
const CDN_SCRIPT = `https://appsforoffice.microsoft.com${OFFICE_JS_PATH}office.js`;
const LOCAL_OFFICE_QUERY = "office-js";

/** The first byte of a TLS connection; no request of plain http begins with it. */
const TLS_HANDSHAKE = 0x16;

/** `localhost` is either of them, by the system's choice; a system without IPv6 has the first alone. */
const LOOPBACK = ["127.0.0.1", "::1"];
const NO_SUCH_ADDRESS = new Set(["EADDRNOTAVAIL", "EAFNOSUPPORT", "EINVAL"]);
const TRIES_FOR_A_FREE_PORT = 5;

/**
 * @param {{ port?: number }} options port 0 takes any free one
 * @returns {Promise<{ url: string, plainUrl: string, isTrusted: () => boolean, spkiHash: string, close: () => Promise<void> }>}
 */
async function serveWorkbook({ port = 0 } = {}) {
  const { cert, key, isTrusted, spkiHash } = await devCertificate();
  const handle = requestHandler();
  const plain = http.createServer(handle);
  const secure = https.createServer({ cert, key }, handle);
  /** @type {Set<net.Socket>} */
  const sockets = new Set();
  /** @param {net.Socket} socket */
  const onConnection = (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    socket.once("data", (first) => {
      socket.pause();
      socket.unshift(first);
      (first[0] === TLS_HANDSHAKE ? secure : plain).emit("connection", socket);
      process.nextTick(() => socket.resume());
    });
  };
  const servers = await listenOnLoopback(port, onConnection);
  const taken = portOf(servers[0]);
  return {
    url: `https://localhost:${taken}/`,
    plainUrl: `http://localhost:${taken}/`,
    isTrusted,
    spkiHash,
    close: async () => {
      const closed = servers.map((server) => new Promise((resolve) => server.close(() => resolve(undefined))));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
    },
  };
}

/**
 * One server for each address of this computer, all on one port.
 * @param {number} port
 * @param {(socket: net.Socket) => void} onConnection
 */
async function listenOnLoopback(port, onConnection) {
  for (let tries = 1; ; tries++) {
    /** @type {net.Server[]} */
    const servers = [];
    try {
      for (const host of LOOPBACK) {
        const server = net.createServer(onConnection);
        try {
          await listen(server, servers.length > 0 ? portOf(servers[0]) : port, host);
          servers.push(server);
        } catch (error) {
          if (servers.length === 0 || !NO_SUCH_ADDRESS.has(codeOf(error))) throw error;
        }
      }
      return servers;
    } catch (error) {
      for (const server of servers) server.close();
      // A port that was free on one address only.
      if (port !== 0 || codeOf(error) !== "EADDRINUSE" || tries === TRIES_FOR_A_FREE_PORT) throw error;
    }
  }
}

/** @param {net.Server} server */
function portOf(server) {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
}

/** @param {unknown} error */
const codeOf = (error) => (error instanceof Error && "code" in error ? String(error.code) : "");

/**
 * @param {net.Server} server
 * @param {number} port
 * @param {string} host
 */
function listen(server, port, host) {
  return new Promise((resolve, reject) =>
    server.once("error", reject).listen({ port, host, ipv6Only: host === "::1" }, () => resolve(undefined)),
  );
}

/**
 * Why the server could not start, in a sentence.
 * @param {NodeJS.ErrnoException} error
 * @param {string} port
 * @param {string} command
 */
function whyNotServed(error, port, command) {
  switch (error.code) {
    case "EADDRINUSE":
      return `Port ${port} is taken: end what uses it, or choose another, as in PORT=${Number(port) + 1} ${command}.`;
    case "EACCES":
      return `Port ${port} is not free for this user: choose one above 1023, as in PORT=3001 ${command}.`;
    default:
      return error.message;
  }
}

function requestHandler() {
  const built = sirv(DIST, { dev: true });
  const officeJs = sirv(OFFICE_JS, { dev: true });
  /**
   * @param {http.IncomingMessage} request
   * @param {http.ServerResponse} response
   */
  return (request, response) => {
    /**
     * @param {number} status
     * @param {string} text
     */
    const answer = (status, text) => {
      if (!response.headersSent) response.writeHead(status, { "Content-Type": "text/plain;charset=utf-8" });
      response.end(text);
    };
    const notFound = () => answer(404, "not found");
    try {
      allowOtherOrigins(request, response);
      if (request.method === "OPTIONS") return response.writeHead(204).end();
      if (request.method !== "GET" && request.method !== "HEAD") return answer(405, "GET or HEAD only");
      // A target such as "//" is no address of its own: it is read below a fixed origin, or not at all.
      const { pathname, searchParams } = new URL(`https://localhost/${(request.url ?? "/").replace(/^[/\\]*/, "")}`);
      request.url = pathname;
      if (pathname.startsWith(OFFICE_JS_PATH)) {
        request.url = pathname.slice(OFFICE_JS_PATH.length - 1);
        officeJs(request, response, notFound);
      } else if (pathname === "/taskpane.html" && searchParams.has(LOCAL_OFFICE_QUERY)) {
        servePane(response).catch(notFound);
      } else built(request, response, notFound);
    } catch {
      // Whatever was asked: a request may fail, the server may not.
      answer(400, "not an address of this server");
    }
  };
}

/**
 * Excel on the web fetches functions.json from its own origin, and Chrome asks this computer beforehand whether a public
 * page may reach it.
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 */
function allowOtherOrigins(request, response) {
  response.setHeader("Access-Control-Allow-Origin", "*");
  if (request.method !== "OPTIONS") return;
  response.setHeader("Access-Control-Allow-Methods", "GET, HEAD");
  response.setHeader("Access-Control-Max-Age", "600");
  const headers = request.headers["access-control-request-headers"];
  if (headers) response.setHeader("Access-Control-Allow-Headers", headers);
  for (const network of ["private", "local"])
    if (request.headers[`access-control-request-${network}-network`])
      response.setHeader(`Access-Control-Allow-${network === "private" ? "Private" : "Local"}-Network`, "true");
}

/**
 * The pane's page with office.js from here instead of from the CDN: in this copy only, the built file stays as it is.
 * @param {http.ServerResponse} response
 */
async function servePane(response) {
  const page = await readFile(path.join(DIST, "taskpane.html"), "utf8");
  if (!page.includes(CDN_SCRIPT)) throw new Error(`taskpane.html does not load ${CDN_SCRIPT}`);
  response.setHeader("Content-Type", "text/html;charset=utf-8");
  response.setHeader("Cache-Control", "no-store");
  response.end(page.replace(CDN_SCRIPT, `${OFFICE_JS_PATH}office.js`));
}

module.exports = { DIST, serveWorkbook, whyNotServed };
