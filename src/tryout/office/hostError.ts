/*
 * The errors of Excel's object model: codes and messages are the ones of its documented table, so that the add-in
 * meets in the browser workbook what it would meet in Excel.
 */
const MESSAGES = {
  AccessDenied: "You cannot perform the requested operation.",
  ApiNotFound: "The API you are trying to use could not be found. It may be available in a newer version of Excel.",
  GeneralException: "There was an internal error while processing the request.",
  InvalidArgument: "The argument is invalid or missing or has an incorrect format.",
  InvalidOperation: "The operation attempted is invalid on the object.",
  InvalidReference: "This reference is not valid for the current operation.",
  InvalidSelection: "The current selection is invalid for this operation.",
  ItemAlreadyExists: "The resource being created already exists.",
  ItemNotFound: "The requested resource doesn't exist.",
  NotImplemented: "The requested feature isn't implemented.",
  RequestPayloadSizeLimitExceeded: "The request payload size has exceeded the limit.",
  ResponsePayloadSizeLimitExceeded: "The response payload size has exceeded the limit.",
} as const;

export type HostErrorCode = keyof typeof MESSAGES;

/** Wrong number of rows or columns in an array that is written into a range: the one argument error Excel words differently. */
export const ARRAY_SIZE_MESSAGE =
  "The number of rows or columns in the input array doesn't match the size or dimensions of the range.";

export class HostError extends Error {
  constructor(
    readonly code: HostErrorCode,
    message?: string,
  ) {
    super(message ?? MESSAGES[code]);
  }

  get httpStatusCode(): number {
    return this.code === "ItemNotFound" || this.code === "ApiNotFound" ? 404 : this.code === "AccessDenied" ? 403 : 400;
  }
}
