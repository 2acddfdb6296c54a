export const inboxItemId = (conversationId: string) => `inbox-${conversationId}`;
