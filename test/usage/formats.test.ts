import { read } from "./support";

/*
 * One small export of each format, with column names as public documentation and code give them, and sums by hand.
 */

const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 1000;

describe("OpenAI", () => {
  const bucket = (date: string, results: object[]): object => ({
    object: "bucket",
    start_time: day(date),
    end_time: day(date) + 86400,
    results: results.map((result) => ({ object: "organization.usage.completions.result", ...result })),
  });
  const gpt4o = {
    model: "gpt-4o-2024-08-06",
    input_tokens: 1000,
    output_tokens: 500,
    input_cached_tokens: 800,
    num_model_requests: 5,
  };
  const mini = { model: "gpt-4o-mini", input_tokens: 3000, output_tokens: 100, input_cached_tokens: 0, num_model_requests: 15 };

  test("usage buckets: days with nothing in them are days", async () => {
    const page = {
      object: "page",
      data: [
        bucket("2026-10-01", [gpt4o, mini]),
        bucket("2026-10-02", []),
        bucket("2026-10-03", [gpt4o]),
        bucket("2026-10-04", []),
      ],
      has_more: false,
    };
    const { days, models, inputs, hourlyTokens } = await read(JSON.stringify(page, null, 2));
    expect(days).toBe(4);
    expect(models).toEqual([
      { model: "gpt-4o-mini", requests: 15, input: 3000, cachedInput: 0, cacheWrite: 0, output: 100, cost: null },
      { model: "gpt-4o-2024-08-06", requests: 10, input: 2000, cachedInput: 1600, cacheWrite: 0, output: 1000, cost: null },
    ]);
    // 25 requests in 4 days; 5,000 tokens in and 1,100 out over them; 1,600 of 5,000 cached.
    expect(inputs).toEqual({
      requestsPerDay: 6.25,
      tokensIn: 200,
      tokensOut: 44,
      cachedShare: 0.32,
      cacheWriteShare: 0,
      peakFactor: 1,
    });
    expect(hourlyTokens).toBeNull();
  });

  test("pages that overlap are counted once, the fuller bucket of the two", async () => {
    const early = { data: [bucket("2026-10-01", [gpt4o]), bucket("2026-10-02", [{ ...gpt4o, input_tokens: 900 }])] };
    const late = { data: [bucket("2026-10-02", [gpt4o]), bucket("2026-10-03", [gpt4o])] };
    const { days, models, duplicates } = await read([JSON.stringify(early), JSON.stringify(late)]);
    expect(days).toBe(3);
    expect(models[0]).toMatchObject({ requests: 15, input: 3000 });
    expect(duplicates).toBe(1);
    expect((await read(JSON.stringify([early, late]))).models).toEqual(models);
  });

  test("hours inside a day that is there as well are counted once", async () => {
    const hours = [0, 1].map((hour) => ({
      ...bucket("2026-10-01", [{ ...gpt4o, input_tokens: 400, input_cached_tokens: 0 }]),
      start_time: day("2026-10-01") + hour * 3600,
      end_time: day("2026-10-01") + (hour + 1) * 3600,
    }));
    const { models, overlaps } = await read([
      JSON.stringify({ data: [bucket("2026-10-01", [gpt4o])] }),
      JSON.stringify({ data: hours }),
    ]);
    expect(models[0].input).toBe(1000);
    expect(overlaps).toBe(2);
  });

  test("the dashboard's CSV, with requests as 3.0", async () => {
    const csv = `start_time,end_time,start_time_iso,end_time_iso,project_id,num_model_requests,user_id,api_key_id,model,batch,input_tokens,output_tokens,input_cached_tokens,input_uncached_tokens
${day("2026-10-01")},${day("2026-10-01") + 3600},2026-10-01T00:00:00+00:00,2026-10-01T01:00:00+00:00,p,3.0,,k1,gpt-4o,False,7162,1673,1280,5882
${day("2026-10-01")},${day("2026-10-01") + 3600},2026-10-01T00:00:00+00:00,2026-10-01T01:00:00+00:00,p,1.0,,k2,gpt-4o,False,838,327,0,838
${day("2026-10-01") + 82800},${day("2026-10-01") + 86400},2026-10-01T23:00:00+00:00,2026-10-02T00:00:00+00:00,p,4.0,,k2,gpt-4o,False,8000,2000,0,8000
`;
    const { days, models, hourlyTokens, inputs } = await read(csv);
    expect(days).toBe(1);
    expect(models).toEqual([
      { model: "gpt-4o", requests: 8, input: 16000, cachedInput: 1280, cacheWrite: 0, output: 4000, cost: null },
    ]);
    expect(hourlyTokens).toEqual([10000, ...Array<number>(22).fill(0), 10000]);
    // The busiest hour holds 10,000 of 20,000 tokens, where a mean one would hold a 24th.
    expect(inputs.peakFactor).toBe(12);
  });

  test("costs stand beside the usage of the same model", async () => {
    const costs = {
      data: [
        {
          start_time: day("2026-10-01"),
          end_time: day("2026-10-02"),
          results: [
            { object: "organization.costs.result", amount: { value: 0.06, currency: "usd" }, line_item: "gpt-4o-mini, input" },
            { object: "organization.costs.result", amount: { value: 0.04, currency: "usd" }, line_item: "gpt-4o-mini, output" },
          ],
        },
      ],
    };
    const { models, inputs } = await read([JSON.stringify({ data: [bucket("2026-10-01", [mini])] }), JSON.stringify(costs)]);
    expect(models).toEqual([
      { model: "gpt-4o-mini", requests: 15, input: 3000, cachedInput: 0, cacheWrite: 0, output: 100, cost: 0.1 },
    ]);
    expect(inputs.requestsPerDay).toBe(15);
  });
});

describe("Anthropic", () => {
  test("usage report: input is what was not cached, with what was", async () => {
    const report = {
      data: [
        {
          starting_at: "2026-08-01T00:00:00Z",
          ending_at: "2026-08-02T00:00:00Z",
          results: [
            {
              uncached_input_tokens: 1500,
              cache_creation: { ephemeral_1h_input_tokens: 1000, ephemeral_5m_input_tokens: 500 },
              cache_read_input_tokens: 200,
              output_tokens: 500,
              server_tool_use: { web_search_requests: 10 },
              model: "claude-sonnet-4-20250514",
              service_tier: "standard",
              context_window: "0-200k",
            },
          ],
        },
      ],
      has_more: false,
      next_page: null,
    };
    const { days, models, inputs } = await read(JSON.stringify(report));
    expect(days).toBe(1);
    expect(models).toEqual([
      {
        model: "claude-sonnet-4-20250514",
        requests: null,
        input: 3200,
        cachedInput: 200,
        cacheWrite: 1500,
        output: 500,
        cost: null,
      },
    ]);
    expect(inputs).toEqual({
      requestsPerDay: null,
      tokensIn: null,
      tokensOut: null,
      cachedShare: 0.0625,
      cacheWriteShare: 0.46875,
      peakFactor: 1,
    });
  });

  test("cost report: cents as text", async () => {
    const report = {
      data: [
        {
          starting_at: "2026-08-01T00:00:00Z",
          ending_at: "2026-08-02T00:00:00Z",
          results: [
            {
              currency: "USD",
              amount: "123.45",
              workspace_id: null,
              description: "Claude Sonnet 4 Usage - Input Tokens",
              cost_type: "tokens",
              model: "claude-sonnet-4-20250514",
              token_type: "uncached_input_tokens",
            },
          ],
        },
      ],
    };
    expect((await read(JSON.stringify(report))).models[0].cost).toBeCloseTo(1.2345, 12);
  });

  test("console CSV: two days of dates, no hours", async () => {
    const csv = `usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,inference_geo,speed
2026-03-22,claude-sonnet-4-20250514,test-key,Default,standard,≤ 200k,100000,20000,0,80000,5000,0,global,standard
2026-03-23,claude-sonnet-4-20250514,test-key,Default,standard,≤ 200k,0,0,50000,50000,5000,0,global,standard
`;
    const { days, models, hourlyTokens } = await read(csv);
    expect(days).toBe(2);
    expect(models).toEqual([
      {
        model: "claude-sonnet-4-20250514",
        requests: null,
        input: 300000,
        cachedInput: 130000,
        cacheWrite: 70000,
        output: 10000,
        cost: null,
      },
    ]);
    expect(hourlyTokens).toBeNull();
  });
});

describe("gateways and traces", () => {
  test("OpenRouter, request by request", async () => {
    const csv = `generation_id,created_at,cost_total,cost_web_search,cost_cache,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,model_permaslug,provider_name
gen-1,2026-06-28 03:46:57.713,0.0123,,,10389,137,0,389,openai/gpt-oss-120b,DeepInfra
gen-2,2026-06-28 04:46:57.713,0.0007,,,611,63,10,0,openai/gpt-oss-120b,DeepInfra
gen-2,2026-06-28 04:46:57.713,0.0007,,,611,63,10,0,openai/gpt-oss-120b,DeepInfra
`;
    const { days, models, duplicates, inputs } = await read(csv);
    expect(days).toBe(1);
    expect(duplicates).toBe(1);
    expect(models[0]).toMatchObject({ model: "openai/gpt-oss-120b", requests: 2, input: 11000, cachedInput: 389, output: 200 });
    expect(models[0].cost).toBeCloseTo(0.013, 12);
    expect(inputs).toMatchObject({ requestsPerDay: 2, tokensIn: 5500, tokensOut: 100 });
  });

  test("OpenRouter, day by day", async () => {
    const csv = `date,model,model_permaslug,provider_name,usage,byok_usage_inference,requests,prompt_tokens,completion_tokens,reasoning_tokens
2026-01-16 00:00:00,openai/gpt-4.1,openai/gpt-4.1-2025-04-14,OpenAI,0.15,0,5,500,125,25
2026-01-17 00:00:00,openai/gpt-4.1,openai/gpt-4.1-2025-04-14,OpenAI,0.05,0,5,500,125,25
`;
    const { days, models, hourlyTokens } = await read(csv);
    expect(days).toBe(2);
    expect(models[0]).toMatchObject({ model: "openai/gpt-4.1-2025-04-14", requests: 10, input: 1000, output: 250 });
    expect(models[0].cost).toBeCloseTo(0.2, 12);
    expect(hourlyTokens).toBeNull();
  });

  const metadata = (cached: number, written: number): string =>
    JSON.stringify({
      status: "success",
      additional_usage_values: { cache_read_input_tokens: cached, cache_creation_input_tokens: written },
    });
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

  test("LiteLLM spend logs as CSV: what its own cache answered is left out", async () => {
    const csv = `request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,model_group,custom_llm_provider,metadata,cache_hit
r1,acompletion,k,0.01,1100,1000,100,2026-10-01 10:00:00.123,2026-10-01 10:00:02,gpt-4o,gpt-4o,openai,${quoted(metadata(600, 0))},False
r2,acompletion,k,0.02,2200,2000,200,2026-10-02T22:30:00Z,2026-10-02T22:30:01Z,claude-sonnet-4-5,sonnet,anthropic,${quoted(metadata(0, 500))},None
r3,acompletion,k,0,1100,1000,100,2026-10-03 10:00:00,2026-10-03 10:00:00,gpt-4o,gpt-4o,openai,{},True
`;
    const { days, models, skipped, hourlyTokens } = await read(csv);
    expect(days).toBe(2);
    expect(models).toEqual([
      { model: "claude-sonnet-4-5", requests: 1, input: 2000, cachedInput: 0, cacheWrite: 500, output: 200, cost: 0.02 },
      { model: "gpt-4o", requests: 1, input: 1000, cachedInput: 600, cacheWrite: 0, output: 100, cost: 0.01 },
    ]);
    expect(skipped).toEqual([{ why: "answered from LiteLLM's own cache, so no model was called", count: 1, rows: [4] }]);
    // 1,100 tokens at ten and 2,200 at half past ten in the evening, over two days.
    expect(hourlyTokens?.[10]).toBe(550);
    expect(hourlyTokens?.[22]).toBe(1100);
  });

  test("LiteLLM spend logs as JSON lines, as an array and as an object of both", async () => {
    const rows = [
      {
        request_id: "a",
        startTime: "2026-10-01T00:00:00Z",
        model: "gpt-4o",
        spend: 0.5,
        prompt_tokens: 900,
        completion_tokens: 100,
        metadata: { usage_object: { prompt_tokens_details: { cached_tokens: 300 } } },
      },
      {
        request_id: "b",
        startTime: "2026-10-01T01:00:00Z",
        model: "gpt-4o",
        spend: 0.25,
        prompt_tokens: 100,
        completion_tokens: 100,
        metadata: null,
      },
    ];
    const expected = [{ model: "gpt-4o", requests: 2, input: 1000, cachedInput: 300, cacheWrite: 0, output: 200, cost: 0.75 }];
    expect((await read(rows.map((row) => JSON.stringify(row)).join("\n"))).models).toEqual(expected);
    expect((await read(JSON.stringify(rows))).models).toEqual(expected);
    expect((await read(JSON.stringify({ data: rows, total: 2 }, null, 1))).models).toEqual(expected);
  });

  test("Helicone", async () => {
    const csv = `helicone-id,request_created_at,model,prompt_tokens,completion_tokens,response_status,delay_ms,cost_usd
h-1,2026-05-04T09:12:01Z,gpt-4o,1200,300,200,900,0.006
h-2,2026-05-05T09:13:01Z,gpt-4o,1300,200,200,800,0.00525
`;
    const { days, models } = await read(csv);
    expect(days).toBe(2);
    expect(models[0]).toMatchObject({ requests: 2, input: 2500, output: 500 });
    expect(models[0].cost).toBeCloseTo(0.01125, 12);
  });

  test("Langfuse: spans are no calls, cached input stands beside the plain", async () => {
    const usage = quoted(
      JSON.stringify({ input: 400, cache_read_input_tokens: 500, cache_creation_input_tokens: 100, output: 50, total: 1050 }),
    );
    const csv = `id,type,name,startTime,model,usageDetails,totalCost
o1,SPAN,root,2026-05-04T09:12:01.000Z,,,
o2,GENERATION,answer,2026-05-04T09:12:01.000Z,claude-sonnet-4-5,${usage},0.0021
`;
    const { models, skipped } = await read(csv);
    expect(models).toEqual([
      { model: "claude-sonnet-4-5", requests: 1, input: 1000, cachedInput: 500, cacheWrite: 100, output: 50, cost: 0.0021 },
    ]);
    expect(skipped[0].count).toBe(1);
  });
});

describe("bills of the clouds", () => {
  test("Azure: meters by the thousand and by the million, dates month first", async () => {
    const csv = `Date,MeterCategory,MeterSubCategory,MeterName,Quantity,UnitOfMeasure,CostInBillingCurrency,BillingCurrencyCode
10/01/2026,Cognitive Services,Azure OpenAI,gpt-4o-0806-Inp-glbl Tokens,2500,1K,6.25,USD
10/01/2026,Cognitive Services,Azure OpenAI,gpt-4o-0806-Outp-glbl Tokens,300.5,1K,3.005,USD
10/01/2026,Cognitive Services,Azure OpenAI,gpt-4o-0806-cached-Inp-glbl Tokens,500,1K,0.625,USD
10/02/2026,Cognitive Services,Azure OpenAI GPT5,5.4 inp Gl 1M Tokens,2,1M,5,USD
10/02/2026,Virtual Machines,Dv3,D2 v3,24,1 Hour,2.3,USD
`;
    const { days, models, skipped, inputs } = await read(csv);
    expect(days).toBe(2);
    expect(models).toEqual([
      {
        model: "gpt-4o-0806",
        requests: null,
        input: 3_000_000,
        cachedInput: 500_000,
        cacheWrite: 0,
        output: 300_500,
        cost: expect.closeTo(9.88, 9) as number,
      },
      { model: "5.4", requests: null, input: 2_000_000, cachedInput: 0, cacheWrite: 0, output: 0, cost: 5 },
    ]);
    expect(skipped).toEqual([{ why: "a row of another service", count: 1, rows: [6] }]);
    expect(inputs.requestsPerDay).toBeNull();
  });

  test("AWS: hours, usage types with region and model", async () => {
    const csv = `identity/LineItemId,lineItem/UsageStartDate,lineItem/UsageEndDate,lineItem/ProductCode,lineItem/UsageType,lineItem/UsageAmount,lineItem/CurrencyCode,lineItem/UnblendedCost,lineItem/LineItemDescription,pricing/unit
a,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,AmazonBedrock,USE1-Claude3Sonnet-input-tokens,1000,USD,3,$0.003 per 1K input tokens,1K tokens
b,2026-10-01T00:00:00Z,2026-10-01T01:00:00Z,AmazonBedrock,USE1-Claude3Sonnet-output-tokens,100,USD,1.5,$0.015 per 1K output tokens,1K tokens
c,2026-10-01T05:00:00Z,2026-10-01T06:00:00Z,AmazonEC2,BoxUsage:t3.micro,1,USD,0.01,t3,Hrs
`;
    const { days, models, hourlyTokens } = await read(csv);
    expect(days).toBe(1);
    expect(models).toEqual([
      { model: "Claude3Sonnet", requests: null, input: 1_000_000, cachedInput: 0, cacheWrite: 0, output: 100_000, cost: 4.5 },
    ]);
    expect(hourlyTokens?.[0]).toBe(1_100_000);
  });

  test("FOCUS 1.2", async () => {
    const csv = `BilledCost,BillingCurrency,ChargePeriodStart,ChargePeriodEnd,ConsumedQuantity,ConsumedUnit,ServiceName,SkuMeter,ChargeDescription
2.5,USD,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,1000000,Tokens,Vertex AI,Gemini 2.5 Flash Text Input,Gemini
1.0,USD,2026-10-01T00:00:00Z,2026-10-02T00:00:00Z,100000,Tokens,Vertex AI,Gemini 2.5 Flash Text Output,Gemini
`;
    const { models } = await read(csv);
    expect(models).toEqual([
      { model: "Gemini 2.5 Flash", requests: null, input: 1_000_000, cachedInput: 0, cacheWrite: 0, output: 100_000, cost: 3.5 },
    ]);
  });

  test("Google Cloud's table, below the lines of its bill", async () => {
    const csv = `Invoice number,123
Invoice date,2026-10-31

Billing account name,Service description,SKU description,Usage start date,Usage end date,Usage amount,Usage unit,Cost ($)
A,Vertex AI,Gemini 2.5 Pro Input - Predictions,2026-10-01,2026-10-01,"2,000,000",count,2.50
A,Vertex AI,Gemini 2.5 Pro Output - Predictions,2026-10-02,2026-10-02,"100,000",count,1.00
A,Compute Engine,N1 Core,2026-10-02,2026-10-02,12,hour,1.00
`;
    const { models, days } = await read(csv);
    expect(days).toBe(2);
    expect(models).toEqual([
      { model: "Gemini 2.5 Pro", requests: null, input: 2_000_000, cachedInput: 0, cacheWrite: 0, output: 100_000, cost: 3.5 },
    ]);
  });
});

describe("any other CSV", () => {
  test("by its headers, which are shown", async () => {
    const csv = `Created At;Model Name;Prompt Tokens;Completion Tokens;Total Cost (USD)
01.10.2026 08:00;gpt-4o;1.200;300;0,006
13.10.2026 09:00;gpt-4o;1.300;200;0,00525
`;
    const { days, models, files } = await read(csv);
    expect(files[0].mapping).toEqual({
      start: "Created At",
      model: "Model Name",
      input: "Prompt Tokens",
      output: "Completion Tokens",
      cost: "Total Cost (USD)",
    });
    expect(days).toBe(13);
    expect(models[0]).toMatchObject({ model: "gpt-4o", requests: 2, input: 2500, output: 500 });
    expect(models[0].cost).toBeCloseTo(0.01125, 12);
  });

  test("with a column the user names", async () => {
    const csv = `when,what,a,b\n2026-10-01,m,10,1\n2026-10-02,m,20,2\n`;
    await expect(read(csv)).rejects.toThrow(/no column looks like a date or time; its columns are when, what, a, b/);
    const { models } = await read(csv, { mapping: { start: "when", model: "what", input: "a", output: "b" } });
    expect(models).toEqual([{ model: "m", requests: 2, input: 30, cachedInput: 0, cacheWrite: 0, output: 3, cost: null }]);
  });
});
