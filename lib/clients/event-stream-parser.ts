/** One event of a stream. */
export interface StreamEvent {
  readonly event: string;
  readonly id?: string;
  readonly data: string;
}

/** The end of a line; a lone CR at the end of what has come may be the first half of one. */
const LINE_END = /\r\n|\n|\r(?!$)/;

/** Reads an event stream as it comes in (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream). */
export class EventStreamParser {
  #rest = '';
  #data: string[] = [];
  #event = '';
  #id: string | undefined;

  /** Characters that no event was made of yet. */
  get pending(): number {
    return this.#rest.length + this.#data.reduce((sum, line) => sum + line.length, 0);
  }

  /** The events that end in what has come. */
  take(text: string): StreamEvent[] {
    const lines = `${this.#rest}${text}`.split(LINE_END);
    this.#rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.#line(line.replace(/^\uFEFF/, '')) ?? []);
  }

  #line(line: string): StreamEvent | undefined {
    if (line === '') return this.#end();
    const colon = line.indexOf(':');
    // A comment: mostly a sign of life.
    if (colon === 0) return undefined;
    const field = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'data') this.#data.push(value);
    else if (field === 'event') this.#event = value;
    else if (field === 'id') this.#id = value;
    return undefined;
  }

  #end(): StreamEvent | undefined {
    const [data, event] = [this.#data, this.#event];
    this.#data = [];
    this.#event = '';
    if (data.length === 0) return undefined;
    return {
      event: event === '' ? 'message' : event,
      ...(this.#id === undefined ? {} : { id: this.#id }),
      data: data.join('\n'),
    };
  }
}
