import { about, declared, expect, offered, test } from '../../fixtures/test.js';

for (const name of declared.resources) {
  test.describe(`resource ${name}`, () => {
    test(
      'a role without permission cannot create',
      about({
        level: 3,
        area: 'services',
        critical: true,
        needs: ['resources'],
        services: declared.servicesOfResource(name),
        accounts: ['forbidden'],
        grants: ['writes'],
        impact: `anybody can change ${name}`,
      }),
      async ({ resource, signInAs, aName }) => {
        const status = offered(resource(name).declared.forbiddenStatus, 'role that may not create');
        const forbidden = await signInAs('forbidden');

        expect(await resource(name).send(forbidden, aName())).toHaveStatus(status);
      },
    );
  });
}
