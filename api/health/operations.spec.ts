import { about, declared, expect, test } from '../../fixtures/test.js';

test.describe('health', () => {
  for (const service of declared.servicesWith('metrics')) {
    test(
      `${service} exposes metrics`,
      about({ level: 2, area: 'health', services: [service], impact: `nobody sees how ${service} is doing` }),
      async ({ inspect }) => {
        expect(await inspect(service).metrics()).toHaveNoFailures();
      },
    );
  }

  for (const service of declared.servicesOf('http')) {
    test(
      `${service} answers within its budget`,
      about({ level: 2, area: 'health', services: [service], impact: `${service} is slow` }),
      async ({ inspect }) => {
        expect(await inspect(service).responseTime()).toHaveNoFailures();
      },
    );
  }
});
