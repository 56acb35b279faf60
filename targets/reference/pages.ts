import type { ListedPage } from '../../e2e/contracts.js';
import type { Json } from '../../lib/target/json.js';
import { seededAssessment } from './seed.js';

/** The first titles of a list, without what runs make and remove meanwhile. */
const titles = (body: Json): unknown[] =>
  [body['items'] ?? []]
    .flat()
    .map((item: { readonly title?: unknown }) => String(item.title))
    .filter((title) => !title.startsWith('smoke-'))
    .slice(0, 3);

const ESSAY = '00000000-0000-4000-8000-0000000e0001';

/** The pages that every check of all pages opens, by what people call them. */
export const pages: Readonly<Record<string, ListedPage>> = {
  'sign in': { path: '/sign-in', shows: (page) => page.getByRole('heading', { name: 'Sign in' }) },
  assignments: {
    path: '/assignments',
    account: 'member',
    shows: (page) => page.getByRole('heading', { name: 'Should homework be optional?' }),
    live: { path: '/v1/assignments', texts: titles },
  },
  essays: {
    path: '/essays',
    account: 'member',
    shows: (page) => page.getByRole('table', { name: 'Essays' }),
    live: { path: '/v1/essays', texts: titles },
  },
  essay: {
    path: `/essays/${ESSAY}`,
    account: 'member',
    shows: (page) => page.getByRole('article', { name: 'Essay text' }),
    live: { path: `/v1/essays/${ESSAY}`, texts: (body) => [body['title'], body['filename']] },
  },
  assessments: {
    path: '/assessments',
    account: 'member',
    shows: (page) => page.getByRole('table', { name: 'Assessments' }),
    live: { path: '/v1/assessments', texts: titles },
  },
  assessment: {
    path: `/assessments/${seededAssessment.id}`,
    account: 'member',
    shows: (page) => page.getByRole('table', { name: 'Ranking' }),
    live: { path: seededAssessment.path, texts: seededAssessment.select },
  },
};
