import type { CodeEntry } from './entry.js';

/** Codes of what stands between the suite and a service. */
export const CONNECTION_CODES = {
  'dns.unknown-host': {
    means: 'The name of a service does not resolve.',
    look: 'Resolve it from where the run runs: `getent hosts NAME`.',
    act: 'Correct the address, or publish the record; a fresh record may need its time.',
  },
  'tcp.refused': {
    means: 'Nothing listens at the address: the machine answers, the port does not.',
    look: 'On the machine: `ss -ltn`; the process list; the last lines of its log.',
    act: 'Start the service, or correct its port.',
  },
  'tcp.unreachable': {
    means: 'The address cannot be reached at all, or does not answer in time.',
    look: '`nc -vz HOST PORT` from where the run runs; firewalls, security groups, routes.',
    act: 'Open the way, or run the suite from a place that has one.',
  },
  'tls.untrusted': {
    means: 'The certificate is not one that a browser would trust.',
    look: '`openssl s_client -connect HOST:443 -servername HOST`.',
    act: 'Install the full chain; for a private authority set SMOKE_CA.',
  },
  'tls.host-name': {
    means: 'The certificate was issued for other names.',
    look: '`openssl x509 -noout -ext subjectAltName`.',
    act: 'Issue a certificate for this name, or correct the address.',
  },
  'tls.days-left': {
    means: 'The certificate ends soon, or has ended.',
    look: '`openssl x509 -noout -enddate`.',
    act: 'Renew it, and find out why it was not renewed by itself.',
  },
  'tls.failed': {
    means: 'No TLS connection came about.',
    look: '`openssl s_client -connect HOST:443`.',
    act: 'See that the port speaks TLS 1.2 or newer, and that client certificates are given where they are wanted.',
  },
  'tls.old-protocol': {
    means: 'TLS 1.0 or 1.1 is still spoken, which RFC 8996 forbids.',
    look: "`openssl s_client -connect HOST:443 -tls1_1 -cipher 'DEFAULT@SECLEVEL=0'`.",
    act: 'Allow TLS 1.2 and newer only, at whatever ends TLS: a balancer, a proxy, the server.',
  },
  'clock.off': {
    means: 'The clock of the deployment differs from ours: tokens and certificates may be refused.',
    look: '`date -u` on both machines; `timedatectl`.',
    act: 'Let a time service set the clock.',
  },
  'clock.no-date': {
    means: 'Answers carry no Date header, so that the clock cannot be compared.',
    look: '`curl -I` on the origin.',
    act: 'Let the server send it (RFC 9110 wants it of origins with a clock).',
  },
} as const satisfies Readonly<Record<string, CodeEntry>>;
