/** Whether an address leads to this machine: localhost, 127.0.0.0/8 or ::1 (RFC 6761, RFC 1122, RFC 4291). */
export const isLoopback = (url: URL): boolean =>
  /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
