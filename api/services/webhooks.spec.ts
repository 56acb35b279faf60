import { about, declared, expect, offered, test } from '../../fixtures/test.js';

// One listener at a time: where it is passed on to, it has but one address.
test.describe.configure({ mode: 'default' });

const registrar = declared.accountOf('webhooks');

const delivering = about({
  level: 3,
  area: 'services',
  needs: ['webhooks', declared.doing.webhooks],
  accounts: ['member', registrar],
  grants: ['writes'],
  impact: 'what others build upon the platform learns nothing, or too much',
});

test.describe('webhooks', () => {
  test('a registered webhook is listed', delivering, async ({ webhooks, signInAs }) => {
    const account = await signInAs(registrar);
    const { mailbox } = await webhooks.register(account);

    const { urls } = await webhooks.list(account);

    expect(urls, 'the addresses in the list').toContain(mailbox.url.href);
  });

  test('the secret of a webhook is not shown again', delivering, async ({ webhooks, signInAs }) => {
    offered(webhooks.declared.list.hidesSecret, 'secrets that are shown once');
    const account = await signInAs(registrar);
    const { secret } = await webhooks.register(account);

    const { answer } = await webhooks.list(account);

    expect(answer.text.includes(secret), `whether ${answer.url.pathname} shows the secret`).toBe(false);
  });

  test(
    'a role without permission cannot register a webhook',
    about({
      level: 3,
      area: 'services',
      critical: true,
      needs: ['webhooks'],
      accounts: ['forbidden'],
      grants: ['writes'],
      impact: 'anybody can have the data of a tenant sent to themselves',
    }),
    async ({ webhooks, signInAs }) => {
      const status = offered(webhooks.declared.forbiddenStatus, 'role that may not register webhooks');

      expect(await webhooks.ask(await signInAs('forbidden'))).toHaveStatus(status);
    },
  );

  test(
    'what happens is delivered with the signature of its webhook',
    delivering,
    async ({ webhooks, acting, signInAs }) => {
      const webhook = await webhooks.register(await signInAs(registrar));
      const done = await acting(webhooks.declared.act).once(await signInAs('member'));

      await webhook.toldOfAll([done]);

      const { asItCame, changed } = webhook.isGenuine(done);
      expect(asItCame, 'whether it is signed with the secret of its webhook').toBe(true);
      expect(changed, 'whether it still is when its body has been changed').toBe(false);
    },
  );

  test('a delivery that was answered with 500 is tried again', delivering, async ({ webhooks, acting, signInAs }) => {
    offered(webhooks.declared.retriesWithin, 'time within which deliveries are tried again');
    const webhook = await webhooks.register(await signInAs(registrar));
    webhook.refuseFirst();
    const done = await acting(webhooks.declared.act).once(await signInAs('member'));

    await webhook.toldOfAll([done]);

    const statuses = webhook.about(done).map(({ status }) => status);
    expect(statuses.join(', '), 'what the attempts were answered with').toBe('500, 200');
  });

  test('an attempt that is repeated has the id of the first', delivering, async ({ webhooks, acting, signInAs }) => {
    offered(webhooks.declared.retriesWithin, 'time within which deliveries are tried again');
    offered(webhooks.declared.deliveryId, 'id by which deliveries are told apart');
    const webhook = await webhooks.register(await signInAs(registrar));
    webhook.refuseFirst();
    const done = await acting(webhooks.declared.act).once(await signInAs('member'));

    await webhook.toldOfAll([done]);

    const receptions = webhook.receptionsOf(webhook.about(done));
    expect(receptions.join(', '), 'what a receiver makes of the attempts').toBe('accepted, seen before');
  });

  test('a receiver can refuse a replay', delivering, async ({ webhooks, acting, signInAs }) => {
    offered(webhooks.declared.deliveryId, 'id by which deliveries are told apart');
    const webhook = await webhooks.register(await signInAs(registrar));
    const done = await acting(webhooks.declared.act).times(await signInAs('member'), 2);

    await webhook.toldOfAll(done);

    const deliveries = done.flatMap((each) => webhook.about(each));
    expect(webhook.receptionsOf(deliveries).join(', '), 'two deliveries as they come').toBe('accepted, accepted');
    expect(webhook.receptionsOf(deliveries, 10).join(', '), 'the same ten minutes later').toBe('too old, too old');
  });

  test(
    'deliveries come in the order of what happened, each once',
    delivering,
    async ({ webhooks, acting, signInAs }) => {
      offered(webhooks.declared.ordered, 'order of deliveries');
      const webhook = await webhooks.register(await signInAs(registrar));
      const letGo = webhook.mailbox.hold();
      const done = await acting(webhooks.declared.act).times(await signInAs('member'), 4);
      letGo();

      await webhook.toldOfAll(done);

      const places = webhook.placesOf(done);
      expect(places.join(', '), 'what was done, in the order of its deliveries').toBe('1, 2, 3, 4');
    },
  );

  test('a removed webhook is told nothing more', delivering, async ({ webhooks, acting, signInAs }) => {
    const account = await signInAs(registrar);
    const removed = await webhooks.register(account);
    const kept = await webhooks.register(account);

    expect(await account.delete(webhooks.declared.removePath(removed.id))).toHaveStatus(
      webhooks.declared.removedStatus,
    );
    const done = await acting(webhooks.declared.act).times(await signInAs('member'), 2);
    await kept.toldOfAll(done);

    expect(removed.placesOf(done).join(', '), 'what it was told of').toBe('');
    expect((await webhooks.list(account)).urls).not.toContain(removed.mailbox.url.href);
  });
});
