import { isIP } from 'node:net';
import { connect, type SecureContextOptions, type TLSSocket } from 'node:tls';
import { tlsOf } from '../clients/dispatcher.js';
import { classifyCode, HTTP_FAILURES, networkCodeOf } from '../clients/http-error.js';
import type { Target } from '../target/target.js';
import type { Coded } from './codes.js';
import { bareHost, openSocket } from './socket.js';

/** What one TLS handshake presented. */
export interface TlsFacts {
  readonly host: string;
  readonly port: number;
  /** Why no handshake came about; empty when one did. */
  readonly error: string;
  readonly trusted: boolean;
  /** Why it is not trusted, in OpenSSL's words: `CERT_HAS_EXPIRED`, `DEPTH_ZERO_SELF_SIGNED_CERT`, ... */
  readonly distrust: string;
  readonly issuer: string;
  readonly expiresAt: Date | null;
  /** `TLSv1.3` */
  readonly protocol: string;
}

/** What is offered to a server that ought to refuse it: TLS 1.0 and 1.1, which RFC 8996 forbids, with the ciphers of their time. */
export const OLD_TLS: SecureContextOptions = {
  minVersion: 'TLSv1',
  maxVersion: 'TLSv1.1',
  ciphers: 'DEFAULT@SECLEVEL=0',
};

/**
 * Completes one handshake, within so many milliseconds, and reports what was presented. What is offered is what Node offers, but for
 * what is stated. Never throws.
 */
export async function observeTls(
  origin: URL,
  access: Target['access'],
  timeout: number,
  offer: SecureContextOptions = {},
): Promise<TlsFacts> {
  const started = performance.now();
  const host = bareHost(origin.hostname);
  const port = Number(origin.port || 443);
  const nothing = { ...NOTHING, host, port };
  const { socket, error } = await openSocket({ host, port, proxy: access?.proxy, timeout });
  if (socket === null) return { ...nothing, error };
  const left = timeout - (performance.now() - started);
  return new Promise((settle) => {
    // Distrust is what we want to report, so it must not end the handshake. A name is sent only where it is one (RFC 6066, 3).
    const names = isIP(host) === 0 ? { servername: host } : {};
    const secured = connect({ socket, host, ...names, rejectUnauthorized: false, ...tlsOf(access), ...offer });
    const end = (facts: TlsFacts): void => {
      clearTimeout(timer);
      secured.destroy();
      socket.destroy();
      settle(facts);
    };
    const timer = setTimeout(() => end({ ...nothing, error: 'TIMEOUT' }), left);
    secured.once('secureConnect', () => end({ host, port, error: '', ...presentedBy(secured) }));
    secured.on('error', (failure) => end({ ...nothing, error: networkCodeOf(failure) || failure.message }));
    secured.once('close', () => end({ ...nothing, error: 'ECONNRESET' }));
  });
}

const NOTHING = { trusted: false, distrust: '', issuer: '', expiresAt: null, protocol: '' };

function presentedBy(socket: TLSSocket): Omit<TlsFacts, 'host' | 'port' | 'error'> {
  const certificate = socket.getPeerCertificate();
  const issuer = [certificate.issuer?.O, certificate.issuer?.CN].flat().find((each) => each !== undefined);
  return {
    trusted: socket.authorized,
    distrust: distrustOf(socket.authorizationError),
    issuer: issuer ?? 'unknown',
    expiresAt: certificate.valid_to === undefined ? null : new Date(certificate.valid_to),
    protocol: socket.getProtocol() ?? 'unknown',
  };
}

const distrustOf = (error: unknown): string =>
  error instanceof Error ? networkCodeOf(error) || error.message : typeof error === 'string' ? error : '';

export interface TlsLimits {
  readonly minDaysLeft: number;
}

const DAY = 86_400_000;

/** Judges a handshake at a given moment. Pure. */
export function judgeTls(facts: TlsFacts, service: string, limits: TlsLimits, now: Date): Coded[] {
  const at = `${facts.host}:${facts.port}`;
  const hint = `\`openssl s_client -connect ${at} -servername ${facts.host}\``;
  const { issuer, protocol } = facts;
  const evidence = { address: at, issuer, protocol, error: facts.error || facts.distrust };
  const base = { severity: 'fail' as const, cause: 'certificate' as const, service, hint, evidence };
  if (facts.error !== '') {
    const known = classifyCode(facts.error);
    const cause = known === null ? base.cause : HTTP_FAILURES[known.code];
    const actual = known === null ? `none (${facts.error})` : `it ${known.seen}`;
    return [{ ...base, cause, code: 'tls.failed', expected: 'a TLS handshake', actual }];
  }
  return [...judgeTrust(facts, base), ...judgeTimeLeft(facts, limits, now).map((each) => ({ ...base, ...each }))];
}

function judgeTrust(facts: TlsFacts, base: Omit<Coded, 'code' | 'expected' | 'actual'>): Coded[] {
  // That it has ended is told with its days.
  if (facts.trusted || facts.distrust === 'CERT_HAS_EXPIRED') return [];
  if (facts.distrust === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return [
      { ...base, code: 'tls.host-name', expected: `a certificate for ${facts.host}`, actual: 'one for other names' },
    ];
  }
  return [{ ...base, code: 'tls.untrusted', expected: 'a certificate that browsers trust', actual: facts.distrust }];
}

function judgeTimeLeft(
  { expiresAt }: TlsFacts,
  limits: TlsLimits,
  now: Date,
): Array<Pick<Coded, 'code' | 'severity' | 'expected' | 'actual' | 'hint'>> {
  if (expiresAt === null) return [];
  const daysLeft = Math.floor((expiresAt.getTime() - now.getTime()) / DAY);
  if (daysLeft >= limits.minDaysLeft) return [];
  const on = expiresAt.toISOString().slice(0, 10);
  return [
    {
      code: 'tls.days-left',
      severity: daysLeft < 0 ? 'fail' : 'warn',
      expected: `at least ${limits.minDaysLeft} days left`,
      actual: daysLeft < 0 ? `none: it ended on ${on}` : `${daysLeft} days, until ${on}`,
      hint: 'renew the certificate, and find out why it was not renewed by itself',
    },
  ];
}
