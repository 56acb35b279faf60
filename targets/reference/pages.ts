import type { ListedPage } from '../../e2e/contracts.js';

/** The pages that every check of all pages opens, by what people call them. */
export const pages: Readonly<Record<string, ListedPage>> = {
  'sign in': { path: '/sign-in', shows: (page) => page.getByRole('heading', { name: 'Sign in' }) },
  assignments: {
    path: '/assignments',
    account: 'member',
    shows: (page) => page.getByRole('heading', { name: 'Should homework be optional?' }),
  },
  essays: { path: '/essays', account: 'member', shows: (page) => page.getByRole('table', { name: 'Essays' }) },
  essay: {
    path: '/essays/00000000-0000-4000-8000-0000000e0001',
    account: 'member',
    shows: (page) => page.getByRole('article', { name: 'Essay text' }),
  },
  assessments: {
    path: '/assessments',
    account: 'member',
    shows: (page) => page.getByRole('table', { name: 'Assessments' }),
  },
  assessment: {
    path: '/assessments/00000000-0000-4000-8000-0000000a0001',
    account: 'member',
    shows: (page) => page.getByRole('table', { name: 'Ranking' }),
  },
};
