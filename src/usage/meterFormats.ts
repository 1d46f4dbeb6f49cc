import type { Column } from "./rowFormats";

/*
 * Cost exports of the clouds: a row is a meter, its quantity and its cost for a span of time. What it counts stands in words.
 */

export interface MeterFormat {
  readonly key: string;
  readonly title: string;
  readonly needs: readonly Column[];
  readonly start: Column;
  readonly end?: Column;
  readonly covers: "hour" | "day";
  /** Columns whose words name the meter, most telling first: the first that can be read counts. */
  readonly meter: readonly string[];
  /** A column that names the model better than the meter does, where it is filled. */
  readonly model?: Column;
  readonly quantity: Column;
  readonly unit: Column;
  readonly cost: Column;
  readonly currency: Column;
  /** The columns that say which service a row is of; rows of others are left out. */
  readonly service: Column;
  /** Dates such as 03/04/2026 in this export. */
  readonly dates?: "month first";
}

/** Services under which the clouds bill language models. */
export const MODEL_SERVICES =
  /bedrock|vertex|gemini|generative language|openai|cognitive|foundry|azure ai|machine learning|claude|anthropic|mistral|llama/i;

export const METER_FORMATS: readonly MeterFormat[] = [
  {
    key: "focus",
    title: "FOCUS",
    needs: [["billedcost", "effectivecost"], ["chargeperiodstart"], ["consumedquantity", "pricingquantity"]],
    start: ["chargeperiodstart"],
    end: ["chargeperiodend"],
    covers: "day",
    meter: ["skumeter", "chargedescription", "skuid", "resourcename", "skupricedetails"],
    quantity: ["consumedquantity", "pricingquantity"],
    unit: ["consumedunit", "pricingunit"],
    cost: ["billedcost", "effectivecost"],
    currency: ["billingcurrency"],
    service: ["servicename", "servicesubcategory"],
  },
  {
    key: "aws-cur",
    title: "AWS cost and usage report",
    needs: [
      ["lineitem/usagestartdate", "line_item_usage_start_date"],
      ["lineitem/usageamount", "line_item_usage_amount"],
      ["lineitem/usagetype", "line_item_usage_type"],
    ],
    start: ["lineitem/usagestartdate", "line_item_usage_start_date"],
    end: ["lineitem/usageenddate", "line_item_usage_end_date"],
    covers: "hour",
    meter: ["lineitem/usagetype", "line_item_usage_type", "lineitem/lineitemdescription", "line_item_line_item_description"],
    model: ["product/model", "product_model"],
    quantity: ["lineitem/usageamount", "line_item_usage_amount"],
    unit: ["pricing/unit", "pricing_unit", "lineitem/lineitemdescription", "line_item_line_item_description"],
    cost: ["lineitem/unblendedcost", "line_item_unblended_cost"],
    currency: ["lineitem/currencycode", "line_item_currency_code"],
    service: [
      "product/productname",
      "product_product_name",
      "product/servicename",
      "lineitem/productcode",
      "line_item_product_code",
    ],
  },
  {
    key: "azure-cost",
    title: "Azure cost export",
    needs: [
      ["metername", "meter name", "meter"],
      ["quantity", "usagequantity"],
      ["date", "usagedate", "usagedatetime"],
    ],
    start: ["date", "usagedate", "usagedatetime"],
    covers: "day",
    meter: ["metername", "meter name", "meter"],
    quantity: ["quantity", "usagequantity"],
    unit: ["unitofmeasure", "unit of measure", "unit", "metername", "meter name", "meter"],
    cost: ["costinbillingcurrency", "cost", "pretaxcost", "costusd"],
    currency: ["billingcurrencycode", "billingcurrency", "currency", "currencycode"],
    service: ["metersubcategory", "metercategory", "meter category", "servicename", "consumedservice"],
    dates: "month first",
  },
  {
    key: "google-cloud-cost",
    title: "Google Cloud cost table",
    needs: [
      ["sku.description", "sku_description", "sku description"],
      ["usage.amount", "usage_amount", "usage amount"],
      ["usage_start_time", "usage start date", "usage_start_date"],
    ],
    start: ["usage_start_time", "usage start date", "usage_start_date"],
    end: ["usage_end_time"],
    covers: "day",
    meter: ["sku.description", "sku_description", "sku description"],
    quantity: ["usage.amount", "usage_amount", "usage amount"],
    unit: ["usage.unit", "usage_unit", "usage unit"],
    cost: ["cost", "cost ($)", "unrounded cost ($)", "subtotal ($)"],
    currency: ["currency"],
    service: ["service.description", "service_description", "service description"],
  },
];
