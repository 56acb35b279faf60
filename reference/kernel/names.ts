export const serviceNames = ['identity', 'content', 'assessment', 'notifier', 'account', 'gateway'] as const;
export type ServiceName = (typeof serviceNames)[number];

export const storeNames = ['postgres', 'redis', 'storage'] as const;
export type StoreName = (typeof storeNames)[number];

export type ProcessName = ServiceName | StoreName;
