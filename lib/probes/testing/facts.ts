import { HTTP_FAILURES, type HttpFailure } from '../../clients/http-error.js';
import type { HttpFacts } from '../http.js';

/** What one GET of a test came to: 200 and nothing more, but for what is stated. */
export const httpFacts = (stated: Partial<HttpFacts> = {}): HttpFacts => ({
  url: new URL('http://shop.example/healthz'),
  status: 200,
  headers: new Headers(),
  text: '',
  ms: 10,
  correlationId: 'c-1',
  failure: null,
  ...stated,
});

/** A GET that got no answer. */
export const noAnswer = (code: HttpFailure): HttpFacts =>
  httpFacts({ status: 0, failure: { code, cause: HTTP_FAILURES[code], seen: 'gives none' } });
