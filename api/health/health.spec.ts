import { about, declared, expect, test } from '../../fixtures/test.js';

const aboutOne = (service: string, grants: 'direct'[] = []) =>
  about({
    level: 2,
    area: 'health',
    critical: declared.isCritical(service),
    services: [service],
    grants,
    impact: `${service} does not work`,
  });

test.describe('health', () => {
  for (const service of declared.servicesWith('health')) {
    test(`${service} says that it is healthy`, aboutOne(service), async ({ inspect }) => {
      expect(await inspect(service).health()).toHaveNoFailures();
    });
  }

  for (const service of declared.servicesWith('live')) {
    test(`${service} is alive`, aboutOne(service), async ({ inspect }) => {
      expect(await inspect(service).live()).toHaveNoFailures();
    });
  }

  for (const service of declared.servicesWith('ready')) {
    test(`${service} is ready`, aboutOne(service), async ({ inspect }) => {
      expect(await inspect(service).ready()).toHaveNoFailures();
    });
  }

  for (const service of declared.servicesWith('database')) {
    test(`${service} reaches its database`, aboutOne(service), async ({ inspect }) => {
      expect(await inspect(service).database()).toHaveNoFailures();
    });
  }

  for (const service of declared.servicesWith('databaseSummary')) {
    test(`${service} describes its database`, aboutOne(service), async ({ inspect }) => {
      expect(await inspect(service).databaseSummary()).toHaveNoFailures();
    });
  }

  for (const service of declared.servicesOf('postgres', 'redis', 's3')) {
    test(`${service} answers`, aboutOne(service, ['direct']), async ({ inspect }) => {
      expect(await inspect(service).health()).toHaveNoFailures();
    });
  }
});
