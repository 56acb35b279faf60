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
      impact: `${name} fail as soon as several people use them, or somebody makes a mistake`,
    }),
    () => {
      test('twenty requests at once are all served', async ({ resource, signInAs }) => {
        const member = await signInAs('member');
        const item = await resource(name).create(member);
        const path = resource(name).pathOf(item.id);

        const answers = await Promise.all(
          [1, 2, 3, 4, 5].flatMap(() => [
            member.get(path),
            member.get(resource(name).declared.path),
            member.get(path),
            resource(name).send(member),
          ]),
        );

        const failed = answers.filter(({ status }) => status >= 500);
        expect(failed.map(({ method, url, status }) => `${method} ${url.pathname} answered ${status}`)).toEqual([]);
      });

      test('whoever has sent a body that is no JSON is served as before', async ({ resource, aloneAs }) => {
        const status = offered(resource(name).declared.malformedStatus, 'refusal of a body that is no JSON');
        const { path } = resource(name).declared;
        const member = await aloneAs('member');
        const broken = { method: 'POST', body: '{"broken', headers: { 'content-type': 'application/json' } };

        expect(await member.ask(path, broken)).toHaveStatus(status);
        expect(await member.get(path)).toHaveStatus(200);
      });
    },
  );
}
