import { type ChildProcess, spawn } from "node:child_process";
import { networkInterfaces } from "node:os";
import net from "node:net";
import path from "node:path";
import fc from "fast-check";

/* The server of the browser workbook, as `npm run workbook` starts it: whatever it is asked, it goes on. */

const TOOL = path.join(__dirname, "../../tools/workbook.js");
const hasIpv6 = Object.values(networkInterfaces()).some((addresses) => addresses?.some(({ address }) => address === "::1"));

interface Started {
  readonly process: ChildProcess;
  readonly port: number;
}

function start(port: string): { process: ChildProcess; printed: () => string } {
  const child = spawn(process.execPath, [TOOL], { env: { ...process.env, PORT: port, BROWSER: "none" }, stdio: "pipe" });
  let text = "";
  child.stdout.on("data", (chunk) => (text += String(chunk)));
  child.stderr.on("data", (chunk) => (text += String(chunk)));
  return { process: child, printed: () => text };
}

function started(): Promise<Started> {
  const { process: child, printed } = start("0");
  return new Promise((resolve, reject) => {
    child.once("exit", () => reject(new Error(printed())));
    child.stdout?.on("data", () => {
      const port = /https:\/\/localhost:(\d+)\//.exec(printed())?.[1];
      if (port) resolve({ process: child, port: Number(port) });
    });
  });
}

/** Bytes as they are, and the whole answer to them; "" where there is none within `patience`. */
function ask(port: number, bytes: string | Uint8Array, host = "127.0.0.1", patience = 5_000): Promise<string> {
  return new Promise((resolve) => {
    let answer = "";
    const socket = net.connect(port, host);
    socket.setTimeout(patience, () => socket.destroy());
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => resolve(answer));
    socket.write(bytes);
  });
}

const get = (target: string, ...headers: string[]) =>
  `GET ${target} HTTP/1.1\r\n${["Host: localhost", "Connection: close", ...headers].join("\r\n")}\r\n\r\n`;
const status = (answer: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);

describe("the browser workbook's server", () => {
  let server: Started;
  beforeAll(async () => {
    server = await started();
  });
  afterAll(() => server?.process.kill("SIGKILL"));

  const stillServes = async () => {
    expect(server.process.exitCode).toBeNull();
    expect(status(await ask(server.port, get("/")))).toBe(200);
  };

  test.each([
    ["GET //", get("//")],
    ["a target of slashes of both kinds", get("/\\/\\")],
    ["a target that is no address", get("http://[::1")],
    ["a broken escape", get("/%E0%A4%A")],
    ["a broken escape in the query", get("/functions.json?%zz=%")],
    ["a way out of the folder", get("/../../../../etc/passwd")],
    ["a way out, escaped", get("/%2e%2e/%2e%2e/package.json")],
    ["a null byte", get("/functions.json%00.html")],
    ["a request for another server", "CONNECT example.org:443 HTTP/1.1\r\n\r\n"],
    ["another protocol", get("/", "Upgrade: websocket").replace("close", "Upgrade")],
    ["a body nobody reads", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabcde"],
    ["a TLS connection that is none", "\x16\x03\x01\x02\x00garbage"],
    ["nothing at all", ""],
  ])("goes on after %s", async (_, bytes) => {
    const answer = await ask(server.port, bytes, "127.0.0.1", 300);
    expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
    expect(answer).not.toContain("root:");
    expect(answer).not.toContain('"devDependencies"');
    await stillServes();
  });

  test("goes on after any bytes, and after any target", async () => {
    const bytes = fc.uint8Array({ minLength: 1, maxLength: 200 });
    const target = fc.string({ unit: "binary-ascii", maxLength: 60 }).map((text) => get(`/${text}`));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, target), async (sent) => {
        const answer = await ask(server.port, sent, "127.0.0.1", 20);
        expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
        expect(server.process.exitCode).toBeNull();
      }),
      { seed: 20261125, numRuns: 300 },
    );
    await stillServes();
  });

  test("lets Excel on the web fetch the metadata from its own origin, and answers what Chrome asks before it", async () => {
    const answer = await ask(server.port, get("/functions.json", "Origin: https://excel.officeapps.live.com"));
    expect(status(answer)).toBe(200);
    expect(answer).toMatch(/^access-control-allow-origin: \*\r$/im);
    const preflight = get(
      "/functions.json",
      "Origin: https://excel.officeapps.live.com",
      "Access-Control-Request-Method: GET",
      "Access-Control-Request-Private-Network: true",
      "Access-Control-Request-Local-Network: true",
    ).replace("GET", "OPTIONS");
    const allowed = await ask(server.port, preflight);
    expect(status(allowed)).toBe(204);
    for (const header of ["origin: \\*", "methods: GET, HEAD", "private-network: true", "local-network: true"])
      expect(allowed).toMatch(new RegExp(`^access-control-allow-${header}\\r$`, "im"));
  });

  (hasIpv6 ? test : test.skip)("answers on both addresses of localhost", async () => {
    expect(status(await ask(server.port, get("/"), "127.0.0.1"))).toBe(200);
    expect(status(await ask(server.port, get("/"), "::1"))).toBe(200);
  });

  test("ends in a sentence where the port is taken", async () => {
    const second = start(String(server.port));
    const code = await new Promise((resolve) => second.process.once("exit", resolve));
    expect(code).toBe(1);
    expect(second.printed()).toBe(
      `Port ${server.port} is taken: end what uses it, or choose another, as in PORT=${server.port + 1} npm run workbook.\n`,
    );
  });
});
