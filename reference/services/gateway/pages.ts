import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { notFound } from '../../kernel/errors.js';
import { sessionOf } from './session-cookie.js';

const web = fileURLToPath(new URL('../../web/', import.meta.url));

const SIGN_IN = '/sign-in';

/** A minute: long enough that going from page to page asks once, short enough that a new build soon shows. */
const ASSETS_KEPT_MS = 60_000;

const pages = {
  [SIGN_IN]: 'sign-in.html',
  '/assignments': 'assignments.html',
  '/essays': 'essays.html',
  '/essays/:id': 'essay.html',
  '/assessments': 'assessments.html',
  '/assessments/:id': 'assessment.html',
} as const;

/** The web pages: static, told apart from the API by their paths. */
export async function registerPages(app: FastifyInstance, ownOrigins: readonly string[]): Promise<void> {
  const [publicOrigin = ''] = ownOrigins;
  const ownHosts = ownOrigins.map((origin) => new URL(origin).host);
  await app.register(fastifyStatic, { root: `${web}assets`, prefix: '/assets/', maxAge: ASSETS_KEPT_MS });

  app.addHook('onRequest', async (request, reply) => {
    // By another name of this machine the session cookie and the feed would not work.
    if (!ownHosts.includes(request.host) && isPage(request)) return reply.redirect(`${publicOrigin}${request.url}`);
    return undefined;
  });
  app.get('/', async (request, reply) => reply.redirect(sessionOf(request.headers) ? '/assignments' : SIGN_IN));
  for (const [path, file] of Object.entries(pages)) {
    app.get(path, (request, reply) =>
      path === SIGN_IN || sessionOf(request.headers)
        ? reply.sendFile(`pages/${file}`, web)
        : // The page would find out and go there itself, but only after it has been seen.
          reply.redirect(`${SIGN_IN}?${new URLSearchParams({ next: request.url })}`),
    );
  }
  app.get('/*', (request, reply) => {
    if (request.url.startsWith('/v1/')) throw notFound('route');
    return reply.status(404).sendFile('pages/not-found.html', web);
  });
}

function isPage({ url }: FastifyRequest): boolean {
  return !url.startsWith('/v1/') && !url.startsWith('/assets/');
}
