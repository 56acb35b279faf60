import { about, declared, expect, foundation, offered, test, until } from '../../fixtures/test.js';

for (const name of declared.resources) {
  test.describe(
    `resource ${name}`,
    about({
      level: 3,
      area: 'services',
      critical: true,
      needs: ['resources'],
      services: declared.servicesOfResource(name),
      accounts: ['member'],
      grants: ['writes'],
      impact: `nobody can work with ${name}`,
    }),
    () => {
      test('a created item can be read', foundation, async ({ resource, signInAs }) => {
        const member = await signInAs('member');
        const item = await resource(name).create(member);

        const read = await member.get(resource(name).pathOf(item.id));

        expect(read).toHaveStatus(200);
        expect(resource(name).nameIn(read), 'the name of the new item').toBe(item.name);
      });

      test('an update changes the item', async ({ resource, signInAs, aName }) => {
        offered(resource(name).declared.change, 'change of an item');
        const member = await signInAs('member');
        const item = await resource(name).create(member);
        const renamed = aName();
        // What was read before is what a cache would keep.
        await member.get(resource(name).pathOf(item.id));

        const updated = await resource(name).update(member, item.id, renamed);
        const read = await member.get(resource(name).pathOf(item.id));

        expect(updated).toHaveStatus(resource(name).declared.updatedStatus);
        expect(resource(name).nameIn(read), 'the name after the change').toBe(renamed);
      });

      test('pages list every item exactly once', async ({ resource, listOf, signInAs }) => {
        const member = await signInAs('member');
        const created = await Promise.all([1, 2, 3].map(() => resource(name).create(member)));

        const listed = await until(
          'the pages list the new items',
          () => listOf(name).around(member, created),
          (ids) => ids.length >= created.length,
          2_000,
        );

        const places = created.map(({ id }) => listed.filter((each) => each === id).length);
        expect(places, 'how often each new item is listed').toEqual([1, 1, 1]);
      });

      test('the filter finds exactly what it names', async ({ resource, listOf, signInAs }) => {
        offered(resource(name).declared.filter, 'filter');
        const member = await signInAs('member');
        const [wanted] = await Promise.all([resource(name).create(member), resource(name).create(member)]);

        const found = await until(
          'the filter finds the new item',
          () => listOf(name).named(member, wanted.name),
          (ids) => ids.length > 0,
          2_000,
        );

        expect(found, 'the ids that the filter finds').toEqual([wanted.id]);
      });

      test('a deleted item is gone', async ({ resource, listOf, signInAs }) => {
        const member = await signInAs('member');
        const item = await resource(name).create(member);
        const path = resource(name).pathOf(item.id);

        expect(await member.delete(path)).toHaveStatus(resource(name).declared.deletedStatus);
        expect(await member.get(path)).toHaveStatus(resource(name).declared.goneStatus);
        await until(
          'no list shows the item',
          () => listOf(name).holds(member, item),
          (shown) => !shown,
          2_000,
        );
      });

      test('an invalid item is refused by the name of its field', async ({ resource, signInAs }) => {
        const invalid = offered(resource(name).declared.invalid, 'invalid item');
        const member = await signInAs('member');

        const answer = await resource(name).sendInvalid(member);

        expect(answer).toHaveStatus(invalid.status);
        expect(answer.text).toContain(invalid.names);
      });

      test('an unknown id is refused', async ({ resource, signInAs }) => {
        const unknown = offered(resource(name).declared.unknown, 'unknown id');
        const member = await signInAs('member');

        expect(await member.get(resource(name).pathOf(unknown.id))).toHaveStatus(unknown.status);
      });
    },
  );
}
