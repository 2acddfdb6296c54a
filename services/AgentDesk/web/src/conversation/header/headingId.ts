export const conversationHeadingId = 'conversation-heading';
