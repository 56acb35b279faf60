import type * as z from 'zod';

/**
 * What a service promises for one route. Each service lists its own in `operations.ts`; the gateway describes them all
 * in `/openapi.json`.
 */
export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters in braces: `/v1/essays/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** Whether the route answers without a token. */
  readonly open?: boolean;
  readonly query?: z.ZodObject;
  /** Headers that it understands besides, each with what it is for. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: z.ZodType;
  /** The fields of a multipart form beside its one `file`. */
  readonly form?: z.ZodObject;
  /** Status to body; `null` for no body, a media type for bytes. Errors (401, 403, 404, 422, ...) are bodies of one shape. */
  readonly responses: Readonly<Record<number, z.ZodType | string | null>>;
  /** The error statuses that this route can answer with. */
  readonly errors?: readonly number[];
}
