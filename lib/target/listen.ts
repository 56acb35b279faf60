import { EnvValue } from './env.js';

/** What a server of ours listens on. */
export interface ListenAddress {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
}

/** A place in the environment that says what a server of ours listens on: `127.0.0.1:9000`. */
export const listenOn = (variable: string): EnvValue<ListenAddress> =>
  new EnvValue<ListenAddress>({
    variable,
    example: `${variable}=0.0.0.0:9000`,
    parse: (text) => {
      const [, host = '', port = ''] = /^(.+):(\d{1,5})$/.exec(text) ?? [];
      return host === '' || Number(port) > 65_535
        ? { ok: false, wrong: `is no host and port: "${text}"` }
        : { ok: true, value: { host: host.replace(/^\[(.*)\]$/, '$1'), port: Number(port) } };
    },
    fallback: { value: { host: '127.0.0.1', port: 0 } },
    emptyIsUnset: true,
  });
