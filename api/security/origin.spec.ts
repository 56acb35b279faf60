import { about, declared, expect, test } from '../../fixtures/test.js';

test.describe(
  'origin',
  about({
    level: 3,
    area: 'security',
    services: declared.front,
    impact: 'attackers are told more, or hindered less, than is good',
  }),
  () => {
    test('its pages carry the headers by which browsers protect people', async ({ protection }) => {
      expect(await protection.headers()).toHaveNoFailures();
    });

    test('no header tells which version of what answers', async ({ protection }) => {
      expect(await protection.versions()).toHaveNoFailures();
    });

    test('nothing older than TLS 1.2 is spoken', async ({ protection }) => {
      expect(await protection.oldTls()).toHaveNoFailures();
    });

    test('who comes by http is led to https', async ({ protection }) => {
      expect(await protection.plainHttp()).toHaveNoFailures();
    });

    test('what is closed cannot be opened by anybody', async ({ protection }) => {
      expect(await protection.closedPaths()).toHaveNoFailures();
    });

    test('an unknown route is refused as JSON, without a stack trace', async ({ protection }) => {
      expect(await protection.unknownRoute()).toHaveNoFailures();
    });
  },
);
