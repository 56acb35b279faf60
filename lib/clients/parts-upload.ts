import type { Answer } from './http.js';
import type { ObjectStore, SentPart } from './object-store.js';
import { uploadIdIn, uploadIdsIn } from './s3-answers.js';

/** An object that is being sent in parts. */
export class PartsUpload {
  private constructor(
    private readonly store: ObjectStore,
    readonly key: string,
    private readonly uploadId: string,
  ) {}

  /** Throws when the store begins none. */
  static async begin(store: ObjectStore, key: string, contentType: string): Promise<PartsUpload> {
    return new PartsUpload(store, key, await uploadIdIn(await store.begin(key, contentType)));
  }

  /** Throws when the part is not accepted. */
  async send(number: number, bytes: Uint8Array): Promise<SentPart> {
    const { status, headers, text } = await this.store.sendPart(this.key, this.uploadId, number, bytes);
    const etag = headers.get('etag');
    if (status === 200 && etag !== null) return { number, etag };
    throw new Error(
      `part ${number} of ${this.key} was answered ${status} instead of 200 with an ETag: ${text.slice(0, 300)}`,
    );
  }

  /** Makes one object of its parts. */
  complete(parts: readonly SentPart[]): Promise<Answer> {
    return this.store.complete(this.key, this.uploadId, parts);
  }

  /** Gives it up. */
  abort(): Promise<Answer> {
    return this.store.abort(this.key, this.uploadId);
  }

  /** Whether the store lists it as begun. */
  async isBegun(): Promise<boolean> {
    return (await uploadIdsIn(await this.store.listBegun(this.key), this.key)).includes(this.uploadId);
  }
}
