import { about, declared, expect, offered, test } from '../../fixtures/test.js';

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
      impact: `${name} are there twice, or somebody's work is overwritten`,
    }),
    () => {
      test('a second item of the same name is refused', async ({ resource, signInAs }) => {
        const status = offered(resource(name).declared.conflictStatus, 'refusal of a second item of the same name');
        const member = await signInAs('member');
        const item = await resource(name).create(member);

        expect(await resource(name).send(member, item.name)).toHaveStatus(status);
      });

      test('a request that is sent again under its key creates nothing more', async ({
        resource,
        requestsTo,
        signInAs,
        aName,
      }) => {
        const { createdStatus, idempotency } = resource(name).declared;
        const { repeatedStatus = createdStatus } = offered(idempotency, 'key by which a request is known again');
        const member = await signInAs('member');
        const [key, title] = [aName(), aName()];

        const first = await requestsTo(name).under(member, key, title);
        const second = await requestsTo(name).under(member, key, title);

        expect(first.answer).toHaveStatus(createdStatus);
        expect(second.answer).toHaveStatus(repeatedStatus);
        expect(second.id, 'the id of what the second request is about').toBe(first.id);
      });

      test('a key that was used is refused for another request', async ({ resource, requestsTo, signInAs, aName }) => {
        const status = offered(resource(name).declared.idempotency?.reusedStatus, 'refusal of a key that was used');
        const member = await signInAs('member');
        const key = aName();
        await requestsTo(name).under(member, key, aName());

        const { answer } = await requestsTo(name).under(member, key, aName());

        expect(answer).toHaveStatus(status);
      });

      test('a change of what was changed meanwhile is refused', async ({ resource, requestsTo, signInAs, aName }) => {
        const { status } = offered(resource(name).declared.locking, 'version of an item');
        const member = await signInAs('member');
        const item = await resource(name).create(member);
        const seen = await requestsTo(name).versionOf(member, item.id);
        const [first, second] = [aName(), aName()];

        const changed = await requestsTo(name).change(member, item.id, seen, first);
        const late = await requestsTo(name).change(member, item.id, seen, second);
        const read = await member.get(resource(name).pathOf(item.id));

        expect(changed).toHaveStatus(resource(name).declared.updatedStatus);
        expect(late).toHaveStatus(status);
        expect(resource(name).nameIn(read)).toBe(first);
      });
    },
  );
}
