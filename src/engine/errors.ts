/** The errors that a custom function may be handed in a range; it may not give all of them back. */
export type CellErrorCode =
  | "#VALUE!"
  | "#N/A"
  | "#DIV/0!"
  | "#NUM!"
  | "#REF!"
  | "#NAME?"
  | "#NULL!"
  | "#BUSY!"
  | "#CALC!"
  | "#SPILL!"
  | "#GETTING_DATA"
  | "#CONNECT!"
  | "#BLOCKED!"
  | "#UNKNOWN!"
  | "#FIELD!"
  | "#EXTERNAL!";

/**
 * A calculation that has no value, in the words of the user.
 * Thrown, it fails a whole call; put into a table as a value, it fails that one cell.
 */
export class CalculationError extends Error {
  constructor(
    readonly code: CellErrorCode,
    message: string,
  ) {
    super(message);
    this.name = new.target.name;
  }
}

/** An argument of the wrong type, unit, range or spelling: `#VALUE!`. */
export class DomainError extends CalculationError {
  constructor(message: string) {
    super("#VALUE!", message);
  }
}

/** A key for which no preset is shipped: `#N/A`. */
export class MissingPreset extends CalculationError {
  /**
   * @param brief The message without the names that are near to the key.
   * @param message The message with them. Looking for them takes longer than any calculation, so it is done when the message is read.
   */
  constructor(
    readonly brief: string,
    message = (): string => brief,
  ) {
    super("#N/A", brief);
    Object.defineProperty(this, "message", { get: message });
  }
}

/** A question that has no answer, such as the payback of a project that loses money: `#N/A`, or `[if_never]`. */
export class NoAnswer extends CalculationError {
  constructor(message: string) {
    super("#N/A", message);
  }
}

/** A ratio the user asked for whose denominator is zero: `#DIV/0!`. */
export class DivisionByZero extends CalculationError {
  constructor(message: string) {
    super("#DIV/0!", message);
  }
}
