/** An event without the data that the notifier relies on, of no school. */
export const incompleteEvent = (id: string) => ({
  event_id: id,
  event_type: 'assessment.progress',
  version: 1,
  timestamp: new Date().toISOString(),
  correlation_id: `smoke-${id}`,
  school_id: '00000000-0000-4000-8000-000000000000',
  data: {},
});
