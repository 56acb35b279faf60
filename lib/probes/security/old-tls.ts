import { classifyCode } from '../../clients/http-error.js';
import type { Coded } from '../codes.js';
import type { TlsFacts } from '../tls.js';

/** What Node says when its OpenSSL has the old protocols no more, so that nothing can be offered. */
const UNABLE = 'ERR_SSL_NO_PROTOCOLS_AVAILABLE';

/** Whether old protocols could be offered at all. Pure. */
export const wasOffered = ({ error }: Pick<TlsFacts, 'error'>): boolean => error !== UNABLE;

/**
 * Judges a handshake in which nothing newer than TLS 1.1 was offered: it must not come about, and for no other reason than that.
 * Pure.
 */
export function judgeOldTls(facts: TlsFacts, service: string, { refuses = false } = {}): Coded[] {
  const at = `${facts.host}:${facts.port}`;
  const base = {
    cause: 'misconfigured' as const,
    service,
    hint: `\`openssl s_client -connect ${at} -tls1_1 -cipher 'DEFAULT@SECLEVEL=0'\``,
    evidence: { address: at, protocol: facts.protocol, error: facts.error },
  } satisfies Partial<Coded>;
  if (facts.error === '') {
    return [
      {
        ...base,
        code: 'tls.old-protocol',
        severity: refuses ? 'fail' : 'warn',
        expected: 'TLS 1.2 or newer',
        actual: facts.protocol,
      },
    ];
  }
  const known = classifyCode(facts.error);
  // A reset is one way to refuse a protocol; nobody there is none.
  if (known === null || known.code === 'SMOKE_RESET' || known.code === 'SMOKE_CERTIFICATE') return [];
  return [
    { ...base, code: 'tls.failed', severity: 'fail', expected: 'a refusal of TLS 1.1', actual: `it ${known.seen}` },
  ];
}
