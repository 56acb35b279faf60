import { about, expect, offered, test, until } from '../../fixtures/test.js';

/** Enough that an order by chance is not the order by time. */
const MANY = 100;

test.describe(
  'events',
  about({
    level: 3,
    area: 'events',
    critical: true,
    needs: ['events'],
    grants: ['direct', 'writes'],
    impact: 'services do not learn of what happens in others',
  }),
  () => {
    test('a connection is ready within its budget', async ({ events }) => {
      const [first, second] = [await events.connect(), await events.connect()];

      expect(Math.min(first.ms, second.ms), 'milliseconds').toBeLessThan(events.declared.budget);
    });

    test('an event is received within its budget, as it was sent', async ({ events, bus }) => {
      const channel = await bus.channel();
      const subscriber = await bus.subscribe(channel);
      const [text = ''] = events.some(1);

      await bus.publish(channel, text);

      await subscriber.mail.waitFor((each) => each === text, 'the event', events.declared.budget);
      expect(subscriber.mail.texts).toEqual([text]);
    });

    test('a hundred events arrive in order, each once', async ({ events, bus }) => {
      const channel = await bus.channel();
      const subscriber = await bus.subscribe(channel);
      const texts = events.some(MANY);

      const measure = await events.publishEach(bus, channel, texts);

      const isLast = (text: string): boolean => text === texts.at(-1);
      await subscriber.mail.waitFor(isLast, 'the last of a hundred events', events.declared.budget);
      measure(subscriber.mail);
      expect(subscriber.mail.texts).toHaveArrivedAs(texts);
    });

    test('every subscriber gets every event', async ({ events, bus }) => {
      const channel = await bus.channel();
      const subscribers = await Promise.all([1, 2, 3].map(() => bus.subscribe(channel)));
      const texts = events.some(3);

      for (const text of texts) await bus.publish(channel, text);

      for (const [place, { mail }] of subscribers.entries()) {
        const what = `the last event, at subscriber ${place + 1} of 3`;
        await mail.waitFor((text) => text === texts.at(-1), what, events.declared.budget);
        expect(mail.texts.toSorted(), `what came at subscriber ${place + 1}`).toEqual(texts.toSorted());
      }
    });

    test('a group shares its events, so that each goes to one', async ({ events, bus }) => {
      const groups = offered(bus.groups, 'groups of subscribers: its dialect promises none');
      const channel = await bus.channel({ keeps: true });
      const group = await groups.make(channel);
      const members = await Promise.all([groups.join(channel, group), groups.join(channel, group)]);
      const texts = events.some(20);

      for (const text of texts) await bus.publish(channel, text);

      const all = async (): Promise<string[]> => members.flatMap(({ mail }) => mail.texts);
      const isAll = (came: readonly string[]): boolean => texts.every((text) => came.includes(text));
      const came = await until('all events, at one or the other', all, isAll, events.declared.budget);
      expect(came.length - new Set(came).size, 'events that came at both').toBe(0);
    });

    test('nothing arrives after the end of a subscription', async ({ events, bus }) => {
      const channel = await bus.channel();
      const [leaving, staying] = await Promise.all([bus.subscribe(channel), bus.subscribe(channel)]);
      const [before = '', after = '', last = ''] = events.some(3);

      await bus.publish(channel, before);
      await leaving.mail.waitFor((text) => text === before, 'the event before the end', events.declared.budget);
      const askOverIt = await leaving.leave();
      await bus.publish(channel, after);
      await bus.publish(channel, last);
      await staying.mail.waitFor(
        (text) => text === last,
        'the last event, at the subscriber who stayed',
        events.declared.budget,
      );
      await askOverIt();

      expect(leaving.mail.texts, 'what came at the subscriber who left').toEqual([before]);
    });

    test('a large event, and one beyond ASCII, arrive as they were', async ({ events, bus }) => {
      const channel = await bus.channel();
      const subscriber = await bus.subscribe(channel);
      const [start = ''] = events.some(1);
      const large = start.padEnd(events.declared.largest, ' first light');
      const foreign = `${start} Grüße, žluťoučký kůň, 光, 🔭`;

      for (const text of [large, foreign]) await bus.publish(channel, text);

      await until(
        'both events',
        async () => subscriber.mail.received.length,
        (n) => n === 2,
        events.declared.budget,
      );
      const [first = '', second = ''] = subscriber.mail.texts;
      expect(second, 'the event beyond ASCII').toBe(foreign);
      expect(first === large, 'whether the large event came whole').toBe(true);
    });

    test('what was published while a connection was cut is not lost', async ({ events, bus }) => {
      const groups = offered(bus.groups, 'delivery to who was away: its dialect promises none');
      const channel = await bus.channel({ keeps: true });
      const group = await groups.make(channel);
      const first = await groups.join(channel, group);
      const [before = '', ...away] = events.some(4);

      await bus.publish(channel, before);
      await first.mail.waitFor((text) => text === before, 'the event before the cut', events.declared.budget);
      const goBack = first.cut();
      for (const text of away) await bus.publish(channel, text);
      const again = await goBack();

      const all = async (): Promise<string[]> => [...first.mail.texts, ...again.mail.texts];
      const isAll = (came: readonly string[]): boolean => away.every((text) => came.includes(text));
      const came = await until('the events of the time away', all, isAll, events.declared.budget);
      expect(came, 'what came before the cut and after it').toEqual(expect.arrayContaining([before, ...away]));
    });

    test('what was published before anybody listened can be read', async ({ events, bus }) => {
      const history = offered(bus.history, 'history of events: its dialect promises none');
      const channel = await bus.channel({ keeps: true });
      const texts = events.some(5);

      for (const text of texts) await bus.publish(channel, text);

      expect(await history(channel), 'what its history shows').toHaveArrivedAs(texts);
    });
  },
);
