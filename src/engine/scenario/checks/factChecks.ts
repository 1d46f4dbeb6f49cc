import { comparedFigures, dollars, figure } from "../../figures";
import { failed, passed, unchecked, type Checks, type InputContext, type KnownGpuPrice } from "./check";
import * as say from "./sentences";

const SAME_PRICE = 0.01;
const PLAUSIBLE_PRICE_RATIO = 3;
const GB = 1e9;

const tokenCount = (tokens: number): string => tokens.toLocaleString("en-US");

/** Checks of the inputs against what presets know. */
export const FACT_CHECKS: Checks<InputContext> = {
  instance_price_counted_once({ input, facts: { gpuPrices } }) {
    if (typeof gpuPrices === "string") return unchecked(gpuPrices);
    const price = input("price_per_instance_hour");
    const instances = input("instances");
    const perGpu = price / input("gpus_per_instance");
    const known = (value: number): KnownGpuPrice | undefined =>
      gpuPrices.find(({ pricePerHour }) => Math.abs(value - pricePerHour) <= SAME_PRICE * pricePerHour);
    if (!(instances > 1)) return passed(`there is one instance, at ${dollars(price)}`);
    const unit = known(perGpu / instances);
    if (unit === undefined || known(perGpu) !== undefined) {
      return passed(
        `price_per_instance_hour ${dollars(price)} is not a multiple of a known price by the ${figure(instances)} instances`,
      );
    }
    return failed(say.countedTwice(price, instances, unit.gpu));
  },

  gpu_price_plausible({ scenario, input, facts: { gpuPrices } }) {
    if (!scenario.texts.has("gpu")) return unchecked("gpu is not given");
    if (typeof gpuPrices === "string") return unchecked(gpuPrices);
    const price = input("price_per_instance_hour") / input("gpus_per_instance");
    const prices = gpuPrices.map(({ pricePerHour }) => pricePerHour);
    const [lowest, highest] = [Math.min(...prices), Math.max(...prices)];
    const range = `${dollars(lowest)} to ${dollars(highest)} for one ${gpuPrices[0].gpu}`;
    return price >= lowest / PLAUSIBLE_PRICE_RATIO && price <= highest * PLAUSIBLE_PRICE_RATIO
      ? passed(`${dollars(price)} per GPU-hour, against ${range}`)
      : failed(say.gpuPriceImplausible(price, range));
  },

  model_fits_gpu({ facts: { memory }, input }) {
    if (typeof memory === "string") return unchecked(memory);
    const { neededBytes, availableBytes, instance } = memory;
    const [needed, available] = comparedFigures(neededBytes / GB, availableBytes / GB);
    const model = `${memory.model} at ${figure(input("weight_bits"))} bits`;
    return neededBytes <= availableBytes
      ? passed(`${model} needs ${needed} GB of the ${available} GB of ${instance}`)
      : failed(say.modelTooLarge(model, needed, available, instance));
  },

  context_fits_model({ facts: { context } }) {
    if (typeof context === "string") return unchecked(context);
    const { model, tokens, mostTokens } = context;
    const [most, had] = [tokenCount(mostTokens), tokenCount(tokens)];
    return tokens <= mostTokens
      ? passed(`a request with its answer has ${had} of the ${most} tokens that ${model} takes`)
      : failed(say.promptTooLong(model, had, most));
  },

  api_price_matches({ facts: { apiPrice }, input }) {
    if (typeof apiPrice === "string") return unchecked(apiPrice);
    const { model, asOf } = apiPrice;
    const pairs = [
      ["price_in_per_1m", apiPrice.input],
      ["price_out_per_1m", apiPrice.output],
    ] as const;
    const wrong = pairs
      .filter(([name, price]) => Math.abs(input(name) - price) > SAME_PRICE * price)
      .map(([name, price]) => say.otherPrice(name, input(name), { model, price, asOf }));
    return wrong.length === 0
      ? passed(`the prices are those of ${model} (${asOf})`)
      : failed(`${wrong.join("; ")}: update them, or name another api_model or as_of`);
  },

  presets_current({ facts: { presets } }) {
    if (typeof presets === "string") return unchecked(presets);
    const old = presets.filter(({ status }) => status !== "current");
    if (old.length === 0) return passed(`current: ${presets.map(({ key, asOf }) => `${key} (${asOf})`).join(", ")}`);
    return failed(
      `${old.map(({ key, asOf, status }) => `${key} is ${status} (${asOf})`).join("; ")}: look the price up again, and enter it with its date`,
    );
  },
};
