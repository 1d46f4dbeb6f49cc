import { gzipSync } from "node:zlib";
import { readUsage } from "../../src/usage/readUsage";
import { read } from "./support";

const HEADER = "request_id,startTime,model,spend,prompt_tokens,completion_tokens";
const row = (
  id: string,
  tokens: string | number,
  more: Partial<{ time: string; model: string; spend: string; out: string }> = {},
): string =>
  [id, more.time ?? "2026-10-01T00:00:00Z", more.model ?? "m", more.spend ?? "0.5", tokens, more.out ?? "10"].join(",");

describe("rows that cannot be counted", () => {
  test("are counted by reason, with the first of them, and the others stand", async () => {
    const csv = [
      HEADER,
      row("a", 100),
      row("b", -5),
      row("c", 1.5),
      row("d", "many"),
      row("e", 50, { time: "yesterday" }),
      row("f", -7),
      row("g", 200),
    ].join("\n");
    const { models, rows, unreadable } = await read(csv);
    expect(models[0]).toMatchObject({ requests: 2, input: 300 });
    expect(rows).toBe(2);
    expect(unreadable).toEqual([
      { why: "prompt_tokens is negative", count: 2, rows: [3, 7] },
      { why: "prompt_tokens is not a whole number", count: 1, rows: [4] },
      { why: "prompt_tokens is not a number", count: 1, rows: [5], found: "many" },
      { why: "starttime is not a date", count: 1, rows: [6], found: "yesterday" },
    ]);
  });

  test("more cached tokens than input, where the input holds them", async () => {
    const csv = `start_time,end_time,model,num_model_requests,input_tokens,output_tokens,input_cached_tokens
1759276800,1759363200,gpt-4o,1,100,10,200
1759276800,1759363200,gpt-4o-mini,1,100,10,50
`;
    const { models, unreadable } = await read(csv);
    expect(models.map(({ model }) => model)).toEqual(["gpt-4o-mini"]);
    expect(unreadable[0].why).toMatch(/more cached and written tokens than input/);
  });

  test("a unit that does not say how many tokens it is", async () => {
    const csv = `Date,MeterSubCategory,MeterName,Quantity,UnitOfMeasure,CostInBillingCurrency,BillingCurrencyCode
10/01/2026,Azure OpenAI,gpt-4o-0806-Inp-glbl Tokens,2500,Units,6.25,USD
10/01/2026,Azure OpenAI,gpt-4o-0806-Outp-glbl Tokens,1,1K,0.01,USD
`;
    const { models, unreadable } = await read(csv);
    expect(models[0]).toMatchObject({ input: 0, output: 1000 });
    expect(unreadable).toEqual([{ why: "the unit does not say how many tokens it is", count: 1, rows: [2], found: "Units" }]);
  });
});

describe("the same usage twice", () => {
  test("by the request's id, between files", async () => {
    const one = [HEADER, row("a", 100), row("b", 200)].join("\n");
    const other = [HEADER, row("b", 200), row("c", 300)].join("\n");
    const { models, duplicates } = await read([one, other]);
    expect(models[0]).toMatchObject({ requests: 3, input: 600, cost: 1.5 });
    expect(duplicates).toBe(1);
  });

  test("without an id by everything in the row", async () => {
    const csv =
      "timestamp,model,prompt_tokens,completion_tokens,user\n2026-10-01T00:00:00Z,m,5,1,u\n2026-10-01T00:00:00Z,m,5,1,v\n2026-10-01T00:00:00Z,m,5,1,u\n";
    const { models, duplicates } = await read(csv);
    expect(models[0].requests).toBe(2);
    expect(duplicates).toBe(1);
  });
});

test("costs in two currencies are not added up", async () => {
  const csv = `Date,MeterSubCategory,MeterName,Quantity,UnitOfMeasure,CostInBillingCurrency,BillingCurrencyCode
10/01/2026,Azure OpenAI,gpt-4o-0806-Inp-glbl Tokens,1,1K,6.25,USD
10/02/2026,Azure OpenAI,gpt-4o-0806-Inp-glbl Tokens,1,1K,5.10,EUR
`;
  const { models, notes, currencies } = await read(csv);
  expect(models[0]).toMatchObject({ input: 2000, cost: null });
  expect(currencies).toEqual(["EUR", "USD"]);
  expect(notes).toContain("costs are in EUR and USD, so they are not added up");
});

describe("dates in local forms", () => {
  const csv = (...dates: string[]): string =>
    ["date,model,prompt_tokens,completion_tokens", ...dates.map((date, i) => `${date},m,${i + 1},1`)].join("\n");

  test("a day above 12 settles the order for the whole file", async () => {
    expect((await read(csv("03/04/2026", "13/04/2026"))).days).toBe(11);
    expect((await read(csv("03/04/2026", "03/14/2026"))).days).toBe(11);
  });

  test("where nothing settles it, the reading is said", async () => {
    expect((await read(csv("03/04/2026", "04/04/2026"))).notes).toEqual([
      "dates such as 03/04/2026 are read with the month first",
    ]);
    expect((await read(csv("03.04.2026", "04.04.2026"))).notes).toEqual(["dates such as 03.04.2026 are read with the day first"]);
  });

  test("times with a zone, compact dates, seconds and milliseconds are the same moment", async () => {
    for (const time of [
      "2026-10-01T02:00:00+02:00",
      "2026-10-01 00:00:00",
      "1790812800",
      "1790812800000",
      "10/01/2026 12:00 AM",
    ]) {
      const { start } = await read(csv(time, time));
      expect(new Date(start).toISOString()).toBe("2026-10-01T00:00:00.000Z");
    }
  });
});

describe("ways of writing a table", () => {
  const plain =
    'timestamp,model,prompt_tokens,completion_tokens\n2026-10-01T00:00:00Z,"a, b","1,200",10\n2026-10-01T00:00:01Z,"a, b","800",10\n';
  const expected = [{ model: "a, b", requests: 2, input: 2000, cachedInput: 0, cacheWrite: 0, output: 20, cost: null }];

  test.each([
    ["commas", plain],
    ["a byte order mark", `\ufeff${plain}`],
    ["carriage returns", plain.replaceAll("\n", "\r\n")],
    ["no line end at the end", plain.trimEnd()],
    [
      "tabs",
      'timestamp\tmodel\tprompt_tokens\tcompletion_tokens\n2026-10-01T00:00:00Z\ta, b\t"1,200"\t10\n2026-10-01T00:00:01Z\ta, b\t800\t10\n',
    ],
    [
      "semicolons, with points between thousands",
      "timestamp;model;prompt_tokens;completion_tokens\n2026-10-01T00:00:00Z;a, b;1.200;10\n2026-10-01T00:00:01Z;a, b;800;10\n",
    ],
  ])("%s", async (_, text) => {
    for (const partBytes of [1, 7, 100_000]) expect((await read(text, { partBytes })).models).toEqual(expected);
  });

  test.each([
    ["little", [0xff, 0xfe]],
    ["big", [0xfe, 0xff]],
    ["little, without a mark", []],
  ])("UTF-16, %s end first", async (end, mark) => {
    const units = [...plain].map((letter) => letter.charCodeAt(0));
    const bytes = Uint8Array.from([
      ...mark,
      ...units.flatMap((unit) => (end.startsWith("little") ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255])),
    ]);
    expect((await read(bytes, { partBytes: 33 })).models).toEqual(expected);
  });

  test("10,000 columns", async () => {
    const filler = Array.from({ length: 10_000 }, (_, i) => `c${i}`);
    const csv = [
      ["timestamp", "model", ...filler, "prompt_tokens", "completion_tokens"],
      ["2026-10-01T00:00:00Z", "m", ...filler, "12", "3"],
    ]
      .map((cells) => cells.join(","))
      .join("\n");
    expect((await read(csv, { partBytes: 4096 })).models[0]).toMatchObject({ input: 12, output: 3 });
  });

  test("names that begin like a formula stay the text they are", async () => {
    const names = ["=1+1", "+x", "-y", "@z"];
    const csv = [HEADER, ...names.map((model, i) => row(`r${i}`, 100 + i, { model }))].join("\n");
    expect((await read(csv)).models.map(({ model }) => model)).toEqual([...names].reverse());
  });
});

test("a last request on the stroke of midnight belongs to the day that begins", async () => {
  const log = [HEADER, row("a", 100), row("b", 200, { time: "2026-10-02T00:00:00Z" })].join("\n");
  expect((await read(log)).days).toBe(2);
});

describe("files that are compressed", () => {
  const csv = [HEADER, row("a", 100), row("b", 200)].join("\n");

  test.each([2, 7, 1000])("are read as what they hold, %d bytes at a time", async (partBytes) => {
    expect(await read(gzipSync(csv), { partBytes })).toEqual(await read(csv));
  });

  test("and cut off are refused, their source closed", async () => {
    let closed = false;
    const source = async function* (): AsyncIterable<Uint8Array> {
      try {
        yield await Promise.resolve(gzipSync(csv).subarray(0, 60));
      } finally {
        closed = true;
      }
    };
    await expect(readUsage([{ name: "export", parts: source() }])).rejects.toThrow(
      /compressed \(gzip\), and damaged or not whole/,
    );
    expect(closed).toBe(true);
  });

  test("and hold no export are let go in the middle", async () => {
    const source = async function* (): AsyncIterable<Uint8Array> {
      const bytes = gzipSync(`%PDF-1.7\n${"x".repeat(100_000)}`);
      for (let i = 0; i < bytes.length; i += 20) yield await Promise.resolve(bytes.subarray(i, i + 20));
    };
    await expect(readUsage([{ name: "export", parts: source() }])).rejects.toThrow(/a PDF/);
  });
});

describe("files that are something else", () => {
  test.each([
    [
      "a workbook",
      Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]),
      /^export cannot be read: it is a zip archive or an Excel workbook/,
    ],
    ["an old workbook", Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), /old Excel workbook/],
    ["a damaged gzip file", Uint8Array.from([0x1f, 0x8b, 8]), /^export cannot be read: it is compressed \(gzip\), and damaged/],
    ["a gzip file inside another", gzipSync(gzipSync(HEADER)), /compressed twice/],
    ["a PDF in a gzip file", gzipSync("%PDF-1.7\n"), /a PDF/],
    ["a PDF", "%PDF-1.7\n", /a PDF/],
    ["bytes", Uint8Array.from([1, 0, 0, 0, 2, 0, 0, 7]), /not a text file/],
    ["nothing", "", /it is empty/],
    ["blank lines", "\n\n\n", /it is empty/],
    ["a header only", `${HEADER}\n`, /it has a header and no rows below it/],
    ["a letter", "Dear Sir,\nthe bill is wrong.\n", /it is not an export that is known, and no column looks like/],
    ["other JSON", '{"name":"x","version":1}', /it is JSON, but not of a usage export/],
    ["damaged JSON", '{"data": [', /it is not the JSON of a usage export/],
  ])("%s", async (_, content, message) => {
    await expect(read(content)).rejects.toThrow(message);
  });
});

describe("files that end in the middle", () => {
  test("a CSV inside a quote", async () => {
    const csv = `${HEADER}\n${row("a", 100)}\n${row("b", 200)}\nc,"2026-10-01T00`;
    const { models, unreadable } = await read(csv);
    expect(models[0]).toMatchObject({ requests: 2, input: 300 });
    expect(unreadable).toEqual([{ why: "a quote is opened and never closed", count: 1, rows: [] }]);
  });

  test("a JSON document: the buckets before the break", async () => {
    const bucket = (i: number): object => ({
      start_time: 1790812800 + i * 86400,
      end_time: 1790812800 + (i + 1) * 86400,
      results: [{ model: "m", input_tokens: 100, output_tokens: 10, num_model_requests: 1 }],
    });
    const text = JSON.stringify({ object: "page", data: [bucket(0), bucket(1), bucket(2)] });
    const { models, days, unreadable } = await read(text.slice(0, -40));
    expect(models[0].input).toBe(200);
    expect(days).toBe(2);
    expect(unreadable[0].why).toBe("the JSON breaks off or is damaged");
  });

  test("JSON lines: the last line", async () => {
    const line = (id: string): string =>
      JSON.stringify({
        request_id: id,
        startTime: "2026-10-01T00:00:00Z",
        model: "m",
        spend: 1,
        prompt_tokens: 10,
        completion_tokens: 1,
      });
    const { models } = await read(`${line("a")}\n${line("b")}\n${line("c").slice(0, 30)}`);
    expect(models[0].requests).toBe(2);
  });
});
