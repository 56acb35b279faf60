/**
 * What a check does so that something is counted, limited or told of: it uploads a document, unless the target says that it creates an
 * item of a resource.
 */
export type Act = 'upload' | { readonly resource: string };
