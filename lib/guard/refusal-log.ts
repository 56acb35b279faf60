import { hostOf } from '../target/hosts.js';
import type { Refusal } from './refusal.js';

/** What was refused since the last time that somebody asked. */
export interface Refused {
  readonly refusals: readonly Refusal[];
  /** Hosts from which a page was not given what it can well do without, such as a font. */
  readonly spared: readonly string[];
}

/** Where Chromium asks for itself, to complete forms say. What a page asks there is seen in the page. */
const BROWSERS_OWN = /(?:^|\.)(?:google|googleapis|gvt1|gvt2)\.com$/;

/** What was refused, until somebody asks. */
export class RefusalLog {
  #refusals: Refusal[] = [];
  #atHosts: Array<{ readonly host: string; readonly refusal: Refusal }> = [];
  #ignored = new Set<string>();
  #spared = new Set<string>();

  readonly add = (refusal: Refusal): void => void this.#refusals.push(refusal);

  /** What went to a host counts unless a page turns out to have asked there for nothing that matters: the two come in any order. */
  addAt(url: URL, refusal: Refusal): void {
    if (!BROWSERS_OWN.test(url.hostname)) this.#atHosts.push({ host: hostOf(url), refusal });
  }

  /** A page asked a host for what it can well do without. */
  spare(url: URL): void {
    this.#spared.add(hostOf(url));
  }

  /** A page asked a host for what its target knows to be harmless. */
  ignore(url: URL): void {
    this.#ignored.add(hostOf(url));
  }

  /** All since the last time. */
  take(): Refused {
    const atHosts = this.#atHosts.filter(({ host }) => !this.#ignored.has(host) && !this.#spared.has(host));
    const taken = {
      refusals: [...this.#refusals, ...atHosts.map(({ refusal }) => refusal)],
      spared: [...this.#spared],
    };
    this.#refusals = [];
    this.#atHosts = [];
    this.#ignored = new Set();
    this.#spared = new Set();
    return taken;
  }
}
