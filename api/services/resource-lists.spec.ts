import { about, declared, expect, offered, test } from '../../fixtures/test.js';

const FIFTY = 50;

for (const name of declared.resources) {
  test.describe(
    `resource ${name}`,
    about({
      level: 3,
      area: 'services',
      needs: ['resources'],
      services: declared.servicesOfResource(name),
      accounts: ['member'],
      grants: ['writes'],
      impact: `${name} are missing from lists, or cannot be created together`,
    }),
    () => {
      test('the list is sorted by name', async ({ resource, listOf, signInAs, aName }) => {
        const { order = 'ascending' } = offered(resource(name).declared.sort, 'order of its list');
        const member = await signInAs('member');
        const [one, two, three] = [aName(), aName(), aName()];
        const last = await resource(name).create(member, three);
        const first = await resource(name).create(member, one);
        const middle = await resource(name).create(member, two);

        const sorted = await listOf(name).sorted(member, [first, middle, last]);

        const ascending = [first.id, middle.id, last.id];
        expect(sorted, 'the ids of three new items, as the sorted list has them').toHaveArrivedAs(
          order === 'ascending' ? ascending : ascending.toReversed(),
        );
      });

      test('the list counts what it holds', async ({ resource, listOf, signInAs }) => {
        offered(resource(name).declared.pages.total, 'count in its lists');
        offered(resource(name).declared.filter, 'filter');
        const member = await signInAs('member');
        const created = await Promise.all([1, 2, 3].map(() => resource(name).create(member)));

        expect(await listOf(name).counted(member, created), 'how many the list says that it holds').toBe(
          created.length,
        );
      });

      test('pages lose and repeat nothing while an item is added', async ({ resource, listOf, signInAs }) => {
        offered(resource(name).declared.stable, 'pages that stay while items are added');
        const member = await signInAs('member');
        const created = await Promise.all([1, 2, 3].map(() => resource(name).create(member)));

        const listed = await listOf(name).aroundWhile(member, created, () => resource(name).create(member));

        const places = created.map(({ id }) => listed.filter((each) => each === id).length);
        expect(places, 'how often each item is listed').toEqual([1, 1, 1]);
      });

      test('fifty items are created by one request, in time', async ({ resource, requestsTo, signInAs, aName }) => {
        const { status = 200, budget = 5_000 } = offered(resource(name).declared.bulk, 'request that creates many');
        const member = await signInAs('member');
        const rows = Array.from({ length: FIFTY }, () => aName()).map((each) => requestsTo(name).row(each));

        const { answer, results } = await requestsTo(name).many(member, rows);

        expect(answer).toHaveStatus(status);
        expect(new Set(results.map(({ id }) => id ?? 'none').filter((id) => id !== 'none')).size).toBe(FIFTY);
        expect(Math.round(answer.ms), 'milliseconds').toBeLessThanOrEqual(budget);
      });

      test('a wrong one of many is told in its place, and the others are created', async ({
        resource,
        requestsTo,
        signInAs,
        aName,
      }) => {
        const { status = 200, isRefused } = offered(resource(name).declared.bulk, 'request that creates many');
        offered(isRefused, 'request that creates many of which one is wrong');
        const invalid = offered(resource(name).declared.invalid, 'invalid item');
        const member = await signInAs('member');
        const [before, after] = [requestsTo(name).row(aName()), requestsTo(name).row(aName())];

        const { answer, results } = await requestsTo(name).many(member, [before, { body: invalid.body }, after]);

        expect(answer).toHaveStatus(status);
        expect(results.map(({ id, refused }) => (refused ? 'refused' : id === undefined ? 'lost' : 'created'))).toEqual(
          ['created', 'refused', 'created'],
        );
      });
    },
  );
}
