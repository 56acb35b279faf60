import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type * as z from 'zod';

export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** An answer that is not a success: `{ error: { code, message, details?, correlationId, ... } }`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly extra: {
      readonly details?: readonly FieldProblem[];
      readonly service?: string;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: extra.cause });
  }
}

export function notFound(what = 'resource'): ApiError {
  return new ApiError(404, 'not_found', `There is no such ${what}.`);
}

export function invalid(...details: readonly FieldProblem[]): ApiError {
  return new ApiError(422, 'validation_failed', 'Some fields are not valid.', { details });
}

/** A store or service that this one needs does not answer. */
export class DependencyUnavailableError extends ApiError {
  constructor(dependency: string, cause: unknown) {
    super(503, 'dependency_unavailable', `${dependency} does not answer.`, { service: dependency, cause });
  }
}

/** Runs work that does nothing but talk to a dependency: whatever goes wrong there is the dependency's failure. */
export async function reaching<T>(dependency: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw new DependencyUnavailableError(dependency, error);
  }
}

/** Validates what a caller sent; the answer to a mistake is 422 with one entry per field. */
export function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues.map((issue) => ({
    field: issue.path.join('.') || '(body)',
    message: issue.message,
  }));
  throw invalid(...details);
}

const frameworkCodes: Readonly<Record<number, { code: string; message: string }>> = {
  400: { code: 'malformed_body', message: 'The body cannot be read.' },
  413: { code: 'payload_too_large', message: 'The body is too large.' },
  415: { code: 'unsupported_media_type', message: 'The content type is not accepted.' },
  429: { code: 'rate_limited', message: 'Too many requests; try again shortly.' },
};

function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const status = statusOf(error);
  const known = frameworkCodes[status];
  if (known) return new ApiError(status, known.code, known.message, { cause: error });
  if (status >= 400 && status < 500)
    return new ApiError(status, 'bad_request', 'The request cannot be handled.', { cause: error });
  return new ApiError(500, 'internal_error', 'Something went wrong.', { cause: error });
}

function statusOf(error: unknown): number {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500;
}

function send(error: ApiError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { details, service } = error.extra;
  if (error.status === 401) reply.header('www-authenticate', 'Bearer');
  return reply.status(error.status).send({
    error: {
      code: error.code,
      message: error.message,
      ...(details && { details }),
      ...(service && { service }),
      correlationId: request.id,
    },
  });
}

/** One shape for every error, and never a stack trace. */
export function registerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const answer = toApiError(error);
    if (answer.status >= 500) request.log.error({ err: answer.cause ?? error, code: answer.code }, answer.message);
    return send(answer, request, reply);
  });
  app.setNotFoundHandler((request, reply) => send(notFound('route'), request, reply));
}
