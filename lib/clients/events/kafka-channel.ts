/** The shortest time after which usual brokers take a silent member for gone, and how long a fetch waits for news. */
export const PATIENCE = {
  sessionTimeout: 6_000,
  rebalanceTimeout: 6_000,
  heartbeatInterval: 1_000,
  maxWaitTimeInMs: 50,
};
/** A channel is `topic#key`: on a topic that others use as well, ours are told by their key. */
export const channelParts = (channel: string): { topic: string; key: string } => {
  const [topic = '', key = ''] = channel.split('#', 2);
  return { topic, key };
};
