import { describe, expect, it } from 'vitest';
import { judgeNoise, type PageEvent } from './page-noise.js';

const logo = 'https://shop.example/logo.svg';
const missing: PageEvent[] = [
  { kind: 'answered', method: 'GET', url: logo, status: 404 },
  { kind: 'console', type: 'error', message: 'Failed to load resource', url: logo },
];

describe('judgeNoise', () => {
  it('hears nothing on a healthy page', () => {
    const healthy: PageEvent[] = [
      { kind: 'answered', method: 'GET', url: logo, status: 304 },
      { kind: 'console', type: 'warning', message: 'deprecated', url: '' },
      { kind: 'console', type: 'log', message: 'hello', url: '' },
    ];

    expect(judgeNoise(healthy)).toEqual([]);
  });

  it('tells what failed, and where', () => {
    const broken: PageEvent[] = [
      { kind: 'uncaught', message: 'x is not defined' },
      { kind: 'console', type: 'error', message: 'no feed', url: '' },
      { kind: 'failed', method: 'GET', url: logo, error: 'net::ERR_CONNECTION_RESET' },
    ];

    expect(judgeNoise(broken)).toEqual([
      'uncaught: x is not defined',
      'console: no feed',
      `failed: GET ${logo} net::ERR_CONNECTION_RESET`,
    ]);
    expect(judgeNoise(missing)).toEqual([`answered 404: GET ${logo}`, `console: Failed to load resource ${logo}`]);
  });

  it('lets a page give up what it no longer wants', () => {
    expect(judgeNoise([{ kind: 'failed', method: 'GET', url: logo, error: 'net::ERR_ABORTED' }])).toEqual([]);
  });

  it('leaves out what the target names as harmless, and by one pattern all that is said of an address', () => {
    expect(judgeNoise(missing, [/\/logo\.svg/])).toEqual([]);
    expect(judgeNoise(missing, [/\/other\.svg/])).toHaveLength(2);
  });

  it('judges each line anew by a pattern that remembers where it was', () => {
    expect(judgeNoise([...missing, ...missing], [/logo/g])).toEqual([]);
  });
});
