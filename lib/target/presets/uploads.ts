import type { Finder, IdOf, Provided } from './provided.js';

/** What a check uploads. */
export interface DocumentToUpload {
  readonly title: string;
  readonly filename: string;
  readonly contentType: string;
  readonly text: string;
}

export interface UploadsOptions extends Provided {
  readonly path: string;
  /** A content type and a file name's ending that the target takes; `text/plain` and `.txt` by default. */
  readonly accepts?: { readonly contentType: string; readonly extension: string };
  readonly id: IdOf;
  /** Where the bytes can be read back. */
  readonly contentPath: (id: string) => string;
  /** What a DELETE removes it by. */
  readonly removePath: (id: string) => string;
  readonly find?: Finder;
  readonly createdStatus?: number;
  /** More bytes than this are refused, with this status. */
  readonly limit?: { readonly bytes: number; readonly status: number };
  /** A type that is refused, with this status. */
  readonly refusedType?: { readonly contentType: string; readonly filename: string; readonly status: number };
  /** How another tenant's document answers: 404 unless stated. */
  readonly foreignStatus?: number;
}

const uploadDefaults = {
  accepts: { contentType: 'text/plain', extension: '.txt' },
  createdStatus: 201,
  foreignStatus: 404,
} as const;

type WithUploadDefaults = Required<Pick<UploadsOptions, keyof typeof uploadDefaults>>;

export interface MultipartUploadOptions extends UploadsOptions {
  /** The fields that go with the file; its title by default. */
  readonly fields?: (document: DocumentToUpload) => Readonly<Record<string, string>>;
  /** The name of the file's part; `file` by default. */
  readonly fileField?: string;
}

export interface MultipartUpload extends MultipartUploadOptions {
  readonly kind: 'multipart-upload';
  readonly fields: (document: DocumentToUpload) => Readonly<Record<string, string>>;
  readonly fileField: string;
  readonly accepts: WithUploadDefaults['accepts'];
  readonly createdStatus: number;
  readonly foreignStatus: number;
}

/** Uploading one file as `multipart/form-data`. */
export const multipartUpload = (options: MultipartUploadOptions): MultipartUpload => ({
  kind: 'multipart-upload',
  fields: (document) => ({ title: document.title }),
  fileField: 'file',
  ...uploadDefaults,
  ...options,
});

export interface RawUploadOptions extends UploadsOptions {
  /** `POST` by default. */
  readonly method?: 'POST' | 'PUT';
  /** The path, with its query, where that depends on the document; by default `path`. */
  readonly pathFor?: (document: DocumentToUpload) => string;
  /** Headers besides the content type, such as one that holds the name. */
  readonly headers?: (document: DocumentToUpload) => Readonly<Record<string, string>>;
}

export interface RawUpload extends RawUploadOptions {
  readonly kind: 'raw-upload';
  readonly method: 'POST' | 'PUT';
  readonly pathFor: (document: DocumentToUpload) => string;
  readonly headers: (document: DocumentToUpload) => Readonly<Record<string, string>>;
  readonly accepts: WithUploadDefaults['accepts'];
  readonly createdStatus: number;
  readonly foreignStatus: number;
}

/** Uploading one file as the body of a request. */
export const rawUpload = (options: RawUploadOptions): RawUpload => ({
  kind: 'raw-upload',
  method: 'POST',
  pathFor: () => options.path,
  headers: () => ({}),
  ...uploadDefaults,
  ...options,
});
