import { about, declared, expect, offered, test } from '../../fixtures/test.js';

for (const name of declared.resources) {
  test.describe(
    `resource ${name}`,
    about({
      level: 3,
      area: 'security',
      critical: true,
      needs: ['resources'],
      services: declared.servicesOfResource(name),
      accounts: ['member', 'otherTenant'],
      grants: ['writes'],
      impact: `strangers see or change ${name} of others`,
    }),
    () => {
      test('an item of another tenant is not shown', async ({ resource, runItem, signInAs }) => {
        const status = offered(resource(name).declared.foreignStatus, 'tenants');
        const path = resource(name).pathOf(runItem(name).id);
        const own = await (await signInAs('member')).get(path);
        const foreign = await (await signInAs('otherTenant')).get(path);

        expect(own).toHaveStatus(200);
        expect(foreign).toHaveStatus(status);
      });

      test('an item of another tenant is in no list', async ({ resource, listOf, runItem, signInAs }) => {
        offered(resource(name).declared.foreignStatus, 'tenants');
        const item = runItem(name);
        const own = await listOf(name).holds(await signInAs('member'), item);
        const foreign = await listOf(name).holds(await signInAs('otherTenant'), item);

        expect(own, 'whether the owner finds it').toBe(true);
        expect(foreign, 'whether a stranger finds it').toBe(false);
      });

      test('an item of another tenant cannot be changed', async ({ resource, signInAs, aName }) => {
        const status = offered(resource(name).declared.foreignChangeStatus, 'tenants');
        offered(resource(name).declared.change, 'way to change an item');
        const member = await signInAs('member');
        const item = await resource(name).create(member);

        const refusal = await resource(name).update(await signInAs('otherTenant'), item.id, aName());

        expect(refusal).toHaveStatus(status);
        expect(resource(name).nameIn(await member.get(resource(name).pathOf(item.id)))).toBe(item.name);
      });

      test('an item of another tenant cannot be removed', async ({ resource, signInAs }) => {
        const status = offered(resource(name).declared.foreignChangeStatus, 'tenants');
        const member = await signInAs('member');
        const { id } = await resource(name).create(member);

        const refusal = await (await signInAs('otherTenant')).delete(resource(name).pathOf(id));

        expect(refusal).toHaveStatus(status);
        expect(await member.get(resource(name).pathOf(id))).toHaveStatus(200);
      });
    },
  );
}
