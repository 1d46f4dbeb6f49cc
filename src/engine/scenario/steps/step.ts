/*
 * One step of computing a scenario: from named quantities to named quantities, in columns of one value per scenario,
 * trial or row, so that a million trials cost a million additions and not a million calls. docs/decisions/0009 says why
 * a step reads its columns by name. A value or NaN is written by an if and an else where it counts: `x ? value : NaN` takes
 * 3 to 4 ns more for a row (V8), a tenth of what a row of the present value takes.
 */

export type Column = Float64Array;

/**
 * Needs that no row reads while another one has such a value. Where that one is an input that does not vary, what is only
 * needed for them is not computed: it is a twelfth of a simulation of the present value.
 */
interface Unread<Needs extends string> {
  readonly needs: readonly Needs[];
  readonly where: Needs;
  readonly is: (value: number) => boolean;
}

/** Columns by the quantity they hold. */
export type Columns<Name extends string> = { readonly [Quantity in Name]: Column };

export interface Step<Gives extends string = string, Needs extends string = string> {
  readonly gives: readonly Gives[];
  readonly needs: readonly Needs[];
  readonly unread?: Unread<Needs>;
  // A method, so that steps of different quantities stand in one list: who runs a step brings the columns it lists.
  run(count: number, gives: Columns<Gives>, needs: Columns<Needs>): void;
}

/** A step whose `run` can take no column but those of its two lists, each by its name. */
export function step<const Gives extends string, const Needs extends string>(
  definition: Readonly<{
    gives: readonly Gives[];
    needs: readonly Needs[];
    unread?: Unread<NoInfer<Needs>>;
    run: (count: number, gives: Columns<Gives>, needs: Columns<Needs>) => void;
  }>,
): Step<Gives, Needs> {
  return definition;
}
