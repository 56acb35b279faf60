import { about, declared, expect, offered, test } from '../../fixtures/test.js';

test.describe(
  'platform events',
  about({
    level: 3,
    area: 'events',
    critical: true,
    needs: ['events'],
    accounts: ['member'],
    grants: ['direct', 'writes'],
    impact: 'what people do has no effect in other services',
  }),
  () => {
    test('what is done through the API is published within its budget', async ({ bus, causes }) => {
      const subscriber = await bus.subscribe(causes.channel);

      const id = await causes.act();

      expect((await causes.eventOf(subscriber, id)).text).toContain(id);
    });

    test('an event bears the correlation id of its request', async ({ bus, causes, correlationId }) => {
      const correlationIn = offered(causes.correlationIn, 'correlation id in its events');
      const subscriber = await bus.subscribe(causes.channel);

      const { body } = await causes.eventOf(subscriber, await causes.act());

      expect(correlationIn(body)).toBe(correlationId);
    });

    test('a copy of an event is kept for as long as stated', async ({ bus, causes }) => {
      const copies = offered(causes.copies, 'copies of its events');
      const subscriber = await bus.subscribe(causes.channel);

      const event = await causes.eventOf(subscriber, await causes.act());
      const copy = await copies.of(event);

      expect(copy.text, `what is kept under ${copy.key}`).toBe(event.text);
      expect(copy.ttl, `seconds for which ${copy.key} is kept`).toBeGreaterThan(copies.ttl - copies.tolerance);
      expect(copy.ttl, `seconds for which ${copy.key} is kept`).toBeLessThanOrEqual(copies.ttl);
    });
  },
);

test.describe(
  'reached services',
  about({
    level: 3,
    area: 'events',
    critical: true,
    needs: ['events'],
    services: declared.reachedByEvents,
    accounts: ['member'],
    grants: ['direct', 'writes'],
    impact: 'what people do has no effect in other services',
  }),
  () => {
    test('an event reaches another service under the same correlation id', async ({
      reached,
      causes,
      correlationId,
    }) => {
      const correlationOf = await reached();

      const id = await causes.act();

      expect(await correlationOf(id)).toBe(correlationId);
    });
  },
);

test.describe(
  'failing handlers',
  about({
    level: 3,
    area: 'events',
    needs: ['events'],
    services: declared.handlersOfEvents,
    grants: ['direct', 'writes'],
    impact: 'what a service fails on once is lost, or tried for ever',
  }),
  () => {
    test('what a handler fails on is tried again as stated, then laid aside with its reason', async ({ failing }) => {
      const { waits } = failing;

      const laidAside = await failing.laidAside();
      const { count, gaps } = failing.attempts(laidAside);

      expect(laidAside.reason, 'the reason in the dead letter').not.toBe('');
      expect(count, 'attempts: the first, and each retry').toBe(waits.length + 1);
      for (const [place, gap] of gaps.entries()) {
        expect(gap, `milliseconds before retry ${place + 1}`).toBeGreaterThanOrEqual(failing.least(place));
      }
      expect(laidAside.after, 'milliseconds until it was laid aside').toBeGreaterThanOrEqual(failing.leastOfAll);
    });
  },
);
