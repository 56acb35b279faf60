/** The names of the policies that come with Firstlight; apart from the policies, so that naming them costs nothing. */
export const SHIPPED_POLICY_NAMES: readonly string[] = ['default', 'percent-20', 'matrix'];
