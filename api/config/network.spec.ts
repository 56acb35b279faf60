import { about, declared, expect, test } from '../../fixtures/test.js';

test.describe('network', () => {
  for (const service of declared.services) {
    const direct = declared.isDataStore(service);
    test(
      `${service} resolves and accepts connections`,
      about({
        level: 1,
        area: 'preflight',
        critical: declared.isCritical(service),
        services: [service],
        grants: direct ? ['direct'] : [],
        impact: `nothing reaches ${service}`,
      }),
      async ({ inspect }) => {
        expect(await inspect(service).network()).toHaveNoFailures();
      },
    );
  }

  test(
    'the certificate of the origin is trusted',
    about({ level: 1, area: 'preflight', critical: true, impact: 'browsers warn everybody away' }),
    async ({ deployment }) => {
      expect(await deployment.certificate()).toHaveNoFailures();
    },
  );
});
