/** An answer with VirusTotal's error envelope, `{"error":{"code","message"}}`. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const badRequest = (message: string) => new ApiError(400, 'BadRequestError', message);

export const notFound = (message: string) => new ApiError(404, 'NotFoundError', message);
