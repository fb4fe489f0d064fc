/**
 * An error that a person can do something about: what is wrong in `message`, what to do in `hint`.
 * Everything else that is thrown is a bug.
 */
export class AppError extends Error {
  override readonly name: string = "AppError";
  readonly code: string;
  readonly hint: string;

  constructor(code: string, message: string, options: { hint: string; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.hint = options.hint;
  }
}

/** The command line or the environment says something that cannot be followed. Exit status 2. */
export class UsageError extends AppError {
  override readonly name = "UsageError";
}
